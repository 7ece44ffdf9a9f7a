import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { ServiceError } from './errors.ts';
import { createLogger } from './logger.ts';
import { createService } from './service.ts';

const logger = createLogger({ service: 'test', instance: 'test1', level: 'silent' });

async function service(checks: Record<string, () => Promise<void>> = {}) {
  const app = await createService({ logger, checks });
  app.post('/number', { schema: { body: Type.Object({ n: Type.Integer() }) } }, async ({ body }) => body);
  app.get('/bug', async () => {
    throw new Error('the inside of the house');
  });
  app.get('/refusal', async () => {
    throw new ServiceError(409, 'taken', 'Déjà pris.', {
      details: { by: 'ada' },
      cause: new Error('secret'),
    });
  });
  app.get('/away', async () => {
    throw new ServiceError(503, 'try_again', 'Plus tard.');
  });
  return app;
}

test('a service error speaks for itself: code, message, status, details, the id of the request', async () => {
  const app = await service();
  const response = await app.inject({ url: '/refusal', headers: { 'x-request-id': 'r1' } });
  assert.equal(response.statusCode, 409);
  assert.deepEqual(response.json(), { by: 'ada', code: 'taken', message: 'Déjà pris.', requestId: 'r1' });
  assert.equal((await app.inject('/away')).headers['retry-after'], '1');
});

test('any other error says nothing of the inside', async () => {
  const app = await service();
  const bug = await app.inject('/bug');
  assert.equal(bug.statusCode, 500);
  assert.equal(bug.json().code, 'internal_error');
  assert.doesNotMatch(bug.body, /inside|stack/);
  const cases = [
    [{ method: 'POST', url: '/number', payload: { n: 'x' } }, 400, 'bad_request'],
    [
      { method: 'POST', url: '/number', payload: '{', headers: { 'content-type': 'application/json' } },
      400,
      'bad_request',
    ],
    [
      { method: 'POST', url: '/number', payload: 'x', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported_media_type',
    ],
    [{ method: 'POST', url: '/number', payload: { n: 1, x: 'x'.repeat(9000) } }, 413, 'body_too_large'],
    [{ method: 'GET', url: '/%zz' }, 400, 'bad_request'],
    [{ method: 'GET', url: '/nothing' }, 404, 'not_found'],
  ] as const;
  for (const [request, status, code] of cases) {
    const response = await app.inject(request);
    assert.deepEqual(
      [response.statusCode, response.json().code],
      [status, code],
      JSON.stringify(request).slice(0, 80),
    );
    assert.ok(response.json().message && response.json().requestId);
  }
});

test('readiness says what is missing, and that it is draining; liveness says neither', async () => {
  let away = false;
  const app = await service({
    store: async () => {
      if (away) throw new Error('away');
    },
  });
  assert.equal((await app.inject('/health/ready')).statusCode, 200);
  away = true;
  const missing = await app.inject('/health/ready');
  assert.deepEqual([missing.statusCode, missing.json()], [503, { status: 'not ready', failed: ['store'] }]);
  away = false;
  app.drain();
  const draining = await app.inject('/health/ready');
  assert.deepEqual([draining.statusCode, draining.json()], [503, { status: 'draining' }]);
  assert.equal((await app.inject('/health/live')).statusCode, 200);
});

test('requests are counted by route template', async () => {
  const app = await service();
  await app.inject('/a/made/up/path');
  await app.inject({ method: 'POST', url: '/number', payload: { n: 1 } });
  const { body } = await app.inject('/metrics');
  assert.match(body, /http_requests_total\{method="POST",route="\/number",status="200"\} 1/);
  assert.match(body, /http_requests_total\{method="GET",route="none",status="404"\} 1/);
  assert.match(
    body,
    /http_request_duration_seconds_bucket\{le="0.005",method="POST",route="\/number",status="200"\}/,
  );
  assert.doesNotMatch(body, /made/);
});
