import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { createFaults } from './faults.ts';

function setUp() {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ base: {}, timestamp: false }, { write: (line) => lines.push(JSON.parse(line)) });
  return { lines, faults: createFaults(logger) };
}

test('logs a fault once, then its count every 30 seconds, and as a new fault after a silent interval', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { lines, faults } = setUp();
  const say = (reqId: string) => faults.say('away', { reqId }, { store: 'score-store' }, 'refused');
  say('r1');
  for (let i = 0; i < 1000; i++) say('r2');
  assert.deepEqual(lines, [{ level: 40, reqId: 'r1', store: 'score-store', msg: 'refused' }]);
  t.mock.timers.tick(30_000);
  say('r3');
  t.mock.timers.tick(30_000);
  assert.deepEqual(lines.slice(1), [
    { level: 40, store: 'score-store', times: 1000, msg: 'refused, again' },
    { level: 40, store: 'score-store', times: 1, msg: 'refused, again' },
  ]);
  t.mock.timers.tick(30_000);
  assert.equal(lines.length, 3, 'forgotten after a silent interval');
  say('r4');
  assert.deepEqual(lines[3], { level: 40, reqId: 'r4', store: 'score-store', msg: 'refused' });
});

test('counts the faults beyond the 100th as one', () => {
  const { lines, faults } = setUp();
  for (let i = 0; i < 5000; i++) faults.say(`fault ${i}`, { reqId: `r${i}` }, {}, 'refused');
  assert.equal(lines.length, 101);
  faults.close();
  assert.deepEqual(lines[101], { level: 40, times: 4899, msg: 'other faults, again' });
});

test('logs the outstanding counts when it is closed', () => {
  const { lines, faults } = setUp();
  for (const reqId of ['r1', 'r2', 'r3']) faults.say('away', { reqId }, {}, 'refused');
  faults.close();
  assert.deepEqual(lines[1], { level: 40, times: 2, msg: 'refused, again' });
});
