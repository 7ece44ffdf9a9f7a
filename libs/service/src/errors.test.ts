import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { errorLine } from './error-line.ts';
import { AnsweredError, ServiceError } from './errors.ts';
import { createService } from './service.ts';

async function service() {
  const lines: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'info', base: {}, serializers: { err: errorLine, req: ({ url }) => url } },
    { write: (line) => lines.push(JSON.parse(line)) },
  );
  const app = await createService({ logger });
  app.get('/away', async () => {
    throw new ServiceError(503, 'try_again', 'Plus tard.', { cause: new Error('the store is away') });
  });
  app.get('/passed-on', async () => {
    const cause = new AnsweredError('attempts', { status: 503, text: '{"code":"try_again"}' });
    throw new ServiceError(503, 'try_again', 'Plus tard.', { cause });
  });
  app.get('/bug', async () => {
    throw new Error('a bug');
  });
  app.get('/busy', async () => {
    throw new ServiceError(503, 'try_again', 'Plus tard.', { retryAfter: 5 });
  });
  return { app, lines };
}

test('an outage is one short line for many requests, without a stack', async () => {
  const { app, lines } = await service();
  for (let i = 0; i < 50; i++) await app.inject({ url: '/away', headers: { 'x-request-id': `r${i}` } });
  assert.equal(lines.length, 1);
  assert.deepEqual(lines[0]?.err, {
    type: 'ServiceError',
    message: 'Plus tard.',
    code: 'try_again',
    cause: { type: 'Error', message: 'the store is away' },
  });
  assert.equal(lines[0]?.reqId, 'r0');
  await app.close();
  assert.equal(lines[1]?.times, 49);
});

test('a 503 that another service has said, or another try, is not said again', async () => {
  const { app, lines } = await service();
  assert.equal((await app.inject('/passed-on')).statusCode, 503);
  await app.inject({ url: '/away', headers: { 'x-sent-again': 'true' } });
  assert.deepEqual(lines, []);
});

test('a bug is a line with its stack each time', async () => {
  const { app, lines } = await service();
  for (let i = 0; i < 2; i++) await app.inject('/bug');
  assert.equal(lines.length, 2);
  assert.match(JSON.stringify(lines[1]?.err), /errors\.test\.ts/);
});

test('Retry-After says when, a second where nothing else is known', async () => {
  const { app } = await service();
  assert.equal((await app.inject('/busy')).headers['retry-after'], '5');
  assert.equal((await app.inject('/away')).headers['retry-after'], '1');
});
