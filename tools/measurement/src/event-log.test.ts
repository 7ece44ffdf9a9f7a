import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestLoki } from '@motus/testing';
import { UsageError } from './command-line.ts';
import { createEventLog } from './event-log.ts';

test('writes each event as a line of a service, with its time and the labels of the tool', async () => {
  const loki = await startTestLoki();
  const events = createEventLog('drill', loki.url);
  events.write('drill_fault', { msg: 'motus1: kill', target: 'motus1', fault: 'kill' }, 1_700_000_000_123);
  await events.close();
  await loki.stop();
  const [{ line = '', time, labels } = {}] = loki.lines;
  assert.deepEqual(labels, { service: 'drill', instance: 'drill', level: 'info' });
  assert.match(`${time}`, /^1700000000123\d{6}$/);
  assert.deepEqual(JSON.parse(line), {
    level: 30,
    time: 1_700_000_000_123,
    service: 'drill',
    instance: 'drill',
    event: 'drill_fault',
    target: 'motus1',
    fault: 'kill',
    msg: 'motus1: kill',
  });
});

test('writes nothing without an address, and refuses one that is not http', async () => {
  for (const address of [undefined, '']) {
    const events = createEventLog('bench', address);
    events.write('bench_phase', { msg: 'guess', phase: 'guess' }, 0);
    await events.close();
  }
  assert.throws(() => createEventLog('bench', 'loki:3100'), UsageError);
});
