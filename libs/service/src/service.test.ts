import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import { createLogger } from './logger.ts';
import { createService } from './service.ts';
import { ServiceError } from './service-error.ts';

const logger = createLogger({ service: 'test', instance: 'test1', level: 'silent' });

async function service() {
  const app = await createService({ logger, publicUrl: 'http://localhost:3101' });
  app.post('/number', { schema: { body: Type.Object({ n: Type.Integer() }) } }, async ({ body }) => body);
  app.get('/bug', async () => {
    throw new Error('internal details');
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

test('answers a ServiceError with its status, code, message and details, and the id of the request', async () => {
  const app = await service();
  const response = await app.inject({ url: '/refusal', headers: { 'x-request-id': 'r1' } });
  assert.equal(response.statusCode, 409);
  assert.deepEqual(response.json(), { by: 'ada', code: 'taken', message: 'Déjà pris.', requestId: 'r1' });
  assert.equal((await app.inject('/away')).headers['retry-after'], '1');
});

test('replaces the id of a request where it is no id, or too long for headers and exemplars', async () => {
  const app = await service();
  const idOf = async (id: string) =>
    (await app.inject({ url: '/refusal', headers: { 'x-request-id': id } })).json().requestId;
  for (const id of ['', 'a,b', 'a b', 'x'.repeat(65)]) assert.match(await idOf(id), /^[\da-f-]{36}$/);
  assert.equal(await idOf('x'.repeat(64)), 'x'.repeat(64));
});

test('answers any other error without internal details', async () => {
  const app = await service();
  const bug = await app.inject('/bug');
  assert.equal(bug.statusCode, 500);
  assert.equal(bug.json().code, 'internal_error');
  assert.doesNotMatch(bug.body, /internal details|stack/);
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

test('readiness names the failed checks, then says that it drains; liveness does neither', async () => {
  let away = false;
  const app = await service();
  app.addReadinessCheck('store', async () => {
    if (away) throw new Error('away');
  });
  assert.equal((await app.inject('/health/ready')).statusCode, 200);
  away = true;
  const failed = await app.inject('/health/ready');
  assert.deepEqual([failed.statusCode, failed.json()], [503, { status: 'not ready', failed: ['store'] }]);
  away = false;
  app.drain();
  const draining = await app.inject('/health/ready');
  assert.deepEqual([draining.statusCode, draining.json()], [503, { status: 'draining' }]);
  assert.equal((await app.inject('/health/live')).statusCode, 200);
});

test('counts requests by route template', async () => {
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
