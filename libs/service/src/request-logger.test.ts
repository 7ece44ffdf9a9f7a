import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { createService } from './service.ts';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** The lines of one request. */
async function linesOf(handle: (log: pino.Logger) => void) {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'trace' }, { write: (line) => lines.push(JSON.parse(line)) });
  const app = await createService({ logger, publicUrl: 'http://localhost:3101' });
  app.get('/', async ({ log }) => handle(log as pino.Logger));
  await app.inject({ url: '/', headers: { 'x-request-id': 'r1' } });
  return lines;
}

test('every line of a request has its id, at every level and in a child', async () => {
  const lines = await linesOf((log) => {
    for (const level of LEVELS) log[level]({ more: level }, 'a line');
    log.child({ of: 'child' }).info('a line');
  });
  assert.deepEqual(
    lines.map(({ level, reqId, more, of, msg }) => [level, reqId, more ?? of, msg]),
    [...LEVELS.map((level, i) => [60 - 10 * i, 'r1', level, 'a line']), [30, 'r1', 'child', 'a line']],
  );
});

test('writes nothing for a request that logs nothing', async () => {
  assert.deepEqual(await linesOf(() => undefined), []);
});

test('a line of a request that is an error, or a message alone, has the id and what children add', async () => {
  const lines = await linesOf((log) => {
    const child = log.child({ one: 1 }).child({ two: 2 });
    child.error(new Error('a bug'));
    child.error(new Error('a bug'), 'a message');
    child.info('the %s message', 'only');
    child.info({ two: 'of the line' });
  });
  assert.deepEqual(
    lines.map(({ reqId, one, two, err, msg }) => [reqId, one, two, (err as Error)?.message, msg]),
    [
      ['r1', 1, 2, 'a bug', 'a bug'],
      ['r1', 1, 2, 'a bug', 'a message'],
      ['r1', 1, 2, undefined, 'the only message'],
      ['r1', 1, 'of the line', undefined, undefined],
    ],
  );
});

test('a child of its own level has the id as well', async () => {
  const lines = await linesOf((log) => {
    const child = log.child({ one: 1 }, { level: 'error' });
    child.info('not written');
    child.error('a line');
  });
  assert.deepEqual(
    lines.map(({ reqId, one, msg }) => [reqId, one, msg]),
    [['r1', 1, 'a line']],
  );
});
