import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createService, type Logger } from '@motus/service';
import pino from 'pino';
import type { Ledger } from '../ledger/ledger.ts';
import { attempt } from '../test/fixture.ts';
import { attemptRoutes } from './attempts.ts';

/** Sends a batch of two attempts to the route alone; returns the lines that it logs. */
async function linesOf(headers: Record<string, string>, append: Ledger['append']) {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const app = await createService({ logger: logger as Logger, publicUrl: 'http://localhost:3101' });
  app.decorate('requireGame', async () => undefined);
  await app.register(attemptRoutes, { ledger: { append } as Ledger });
  const payload = { attempts: [attempt('ada', 1, 'BALLON'), attempt('bob', 1, 'BALLON')] };
  await app.inject({ method: 'POST', url: '/attempts', headers, payload });
  await app.close();
  return lines;
}

const accept: Ledger['append'] = async (attempts) =>
  attempts.map(() => ({ outcome: 'accepted', repeated: false, rows: [] }));

test('logs a batch with the ids of all its requests', async () => {
  const headers = { 'x-request-id': 'r1', 'x-request-ids': 'r1,r2' };
  const [line, ...more] = await linesOf(headers, accept);
  const { reqId, requestIds, event, attempts, level } = line ?? {};
  assert.deepEqual(
    [reqId, requestIds, event, attempts, level],
    ['r1', ['r1', 'r2'], 'attempts_appended', 2, 30],
  );
  assert.deepEqual(more, []);
});

test('logs a failed batch with the ids of all its requests', async () => {
  const headers = { 'x-request-id': 'r1', 'x-request-ids': 'r1,r2' };
  const [line] = await linesOf(headers, () => Promise.reject(new Error('a bug')));
  assert.deepEqual([line?.event, line?.requestIds], ['request_failed', ['r1', 'r2']]);
});

test('ignores what is no id, and takes the id of the batch where there is no list', async () => {
  const [line] = await linesOf({ 'x-request-id': 'r1', 'x-request-ids': 'r 1,r2,"' }, accept);
  assert.deepEqual(line?.requestIds, ['r2']);
  const [single] = await linesOf({ 'x-request-id': 'r1' }, accept);
  assert.deepEqual(single?.requestIds, ['r1']);
});
