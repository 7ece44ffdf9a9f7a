import assert from 'node:assert/strict';
import { test } from 'node:test';
import pino from 'pino';
import { serializeError } from './serialize-error.ts';
import { createService } from './service.ts';
import { ServiceError, UnexpectedResponseError } from './service-error.ts';

/** A service with failing routes, and the lines that it logs. */
async function service() {
  const lines: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'info', base: {}, serializers: { err: serializeError, req: ({ url }) => url } },
    { write: (line) => lines.push(JSON.parse(line)) },
  );
  const app = await createService({ logger, publicUrl: 'http://localhost:3101' });
  app.get('/away', async () => {
    throw new ServiceError(503, 'try_again', 'Plus tard.', { cause: new Error('the store is away') });
  });
  app.get('/passed-on', async () => {
    const cause = new UnexpectedResponseError('attempts', { status: 503, text: '{"code":"try_again"}' });
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

test('logs an outage that many requests meet once, without a stack, and then a count', async () => {
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

test('does not log a 503 that another service, or the first try, has logged', async () => {
  const { app, lines } = await service();
  assert.equal((await app.inject('/passed-on')).statusCode, 503);
  assert.equal((await app.inject({ url: '/away', headers: { 'x-sent-again': 'true' } })).statusCode, 503);
  assert.deepEqual(lines, []);
  await app.inject('/away');
  assert.equal(lines.length, 1, 'the first try is logged');
});

test('logs a bug each time, with its stack', async () => {
  const { app, lines } = await service();
  for (let i = 0; i < 2; i++) await app.inject('/bug');
  assert.deepEqual(
    lines.map(({ event }) => event),
    ['request_failed', 'request_failed'],
  );
  assert.match(JSON.stringify(lines[1]?.err), /error-handler\.test\.ts/);
});

test('sends Retry-After with a 503, one second by default', async () => {
  const { app } = await service();
  assert.equal((await app.inject('/busy')).headers['retry-after'], '5');
  assert.equal((await app.inject('/away')).headers['retry-after'], '1');
});
