import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, request as httpRequest } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { until } from '@motus/testing';
import { Type } from 'typebox';
import { createLogger } from './logger.ts';
import { createService, type Service } from './service.ts';

const logger = createLogger({ service: 'test', instance: 'test1', level: 'silent' });

async function service() {
  const app = await createService({ logger, publicUrl: 'http://localhost:3101' });
  const held = Promise.withResolvers<void>();
  const response = { 204: Type.Null(), '4xx': Type.Object({}), 507: Type.Object({}) };
  app.delete('/item/:id', { schema: { response } }, async (_request, reply) => reply.code(204).send(null));
  app.get('/login', { config: { successStatuses: [303] } }, async (_request, reply) =>
    reply.redirect('/', 303),
  );
  app.get('/held', () => held.promise);
  app.post('/held', () => held.promise);
  return { app, held };
}

/** The lines of `/metrics` that begin with a text, without exemplars. */
async function samples(app: Service, text: string): Promise<string[]> {
  const { body } = await app.inject('/metrics');
  return body
    .split('\n')
    .filter((line) => line.startsWith(text))
    .map((line) => line.split(' # ')[0] ?? '');
}

async function value(app: Service, series: string): Promise<number> {
  const [line = '', ...more] = await samples(app, `${series} `);
  assert.deepEqual(more, [], series);
  return Number(line.split(' ').at(-1));
}

/** Listens on a free port, which the test closes. */
async function listen(t: TestContext, app: Service): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  t.after(() => app.close());
  return (app.server.address() as AddressInfo).port;
}

test('has the series of every route at zero before its first request', async () => {
  const { app } = await service();
  const statuses = [204, 400, 401, 403, 404, 409, 500, 507];
  for (const status of statuses) {
    const series = `http_requests_total{method="DELETE",route="/item/:id",status="${status}"}`;
    assert.deepEqual(await samples(app, series), [`${series} 0`]);
  }
  assert.equal((await samples(app, 'http_requests_total{method="DELETE"')).length, statuses.length);
  assert.equal(
    await value(app, 'http_request_duration_seconds_count{method="DELETE",route="/item/:id",status="204"}'),
    0,
  );
  assert.equal(await value(app, 'http_requests_total{method="GET",route="/login",status="303"}'), 0);
  assert.equal(await value(app, 'http_requests_total{method="GET",route="/held",status="200"}'), 0);
});

test('counts a request once, in its bucket and all above it', async () => {
  const { app } = await service();
  await app.inject({ method: 'DELETE', url: '/item/7' });
  await app.inject('/login');
  const of = 'method="DELETE",route="/item/:id",status="204"';
  assert.equal(await value(app, `http_requests_total{${of}}`), 1);
  assert.equal(await value(app, `http_request_duration_seconds_count{${of}}`), 1);
  assert.equal(await value(app, `http_request_duration_seconds_bucket{le="+Inf",${of}}`), 1);
  const sum = await value(app, `http_request_duration_seconds_sum{${of}}`);
  const buckets = await samples(app, 'http_request_duration_seconds_bucket{le="');
  const own = buckets.filter((line) => line.includes(of));
  assert.equal(own.length, 17);
  for (const line of own) {
    const bound = Number((/le="([^"]+)"/.exec(line)?.[1] ?? '').replace('+Inf', 'Infinity'));
    assert.equal(Number(line.split(' ').at(-1)), sum <= bound ? 1 : 0, line);
  }
  assert.ok(own.some((line) => line.includes('le="15"')));
  assert.equal(await value(app, 'http_requests_total{method="GET",route="/login",status="303"}'), 1);
});

test('has no series for health checks, metrics and paths that clients make up', async () => {
  const { app } = await service();
  for (const url of ['/health/live', '/health/ready', '/metrics', '/a/made/up/path', '/another'])
    await app.inject(url);
  const { body } = await app.inject('/metrics');
  assert.doesNotMatch(body, /route="\/(health|metrics|a\b|another)/);
  assert.equal(await value(app, 'http_requests_total{method="GET",route="none",status="404"}'), 2);
});

test('knows the requests in flight, and counts one whose client gave up as 499', async (t) => {
  const { app, held } = await service();
  const port = await listen(t, app);
  assert.equal(await value(app, 'http_requests_in_flight'), 0, 'the scrape itself does not count');
  const started = performance.now();
  const answered = get({ port, path: '/held' });
  const givenUp = get({ port, path: '/held' }).on('error', () => undefined);
  await until(async () => (await value(app, 'http_requests_in_flight')) === 2);
  givenUp.destroy();
  await until(async () => (await value(app, 'http_requests_in_flight')) === 1);
  held.resolve();
  const [response] = await once(answered, 'response');
  response.resume();
  await until(async () => (await value(app, 'http_requests_in_flight')) === 0);
  assert.equal(await value(app, 'http_requests_total{method="GET",route="/held",status="499"}'), 1);
  assert.equal(await value(app, 'http_requests_total{method="GET",route="/held",status="200"}'), 1);
  const seconds = await value(
    app,
    'http_request_duration_seconds_sum{method="GET",route="/held",status="200"}',
  );
  assert.ok(seconds > 0 && seconds <= (performance.now() - started) / 1000, `${seconds} s`);
});

for (const [ending, close] of [
  ['ends', (socket: Socket) => socket.end()],
  ['resets', (socket: Socket) => socket.resetAndDestroy()],
] as const) {
  test(`counts a request with a body whose client ${ending} the connection before the answer as 499, once`, async (t) => {
    const { app, held } = await service();
    const socket = connect(await listen(t, app), '127.0.0.1').on('error', () => undefined);
    socket.write(
      'POST /held HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}',
    );
    await until(async () => (await value(app, 'http_requests_in_flight')) === 1);
    close(socket);
    await until(async () => (await value(app, 'http_requests_in_flight')) === 0);
    held.resolve();
    await turn();
    assert.equal(await value(app, 'http_requests_in_flight'), 0);
    const counted = await samples(app, 'http_requests_total{method="POST"');
    assert.deepEqual(
      counted.filter((line) => !line.endsWith(' 0')),
      ['http_requests_total{method="POST",route="/held",status="499"} 1'],
    );
  });
}

test('counts a request that is refused before its body has come, and whose connection then closes, once', async (t) => {
  const { app } = await service();
  const port = await listen(t, app);
  const headers = { 'content-type': 'application/json', 'content-length': 100_000 };
  const upload = httpRequest({ port, path: '/item/7', method: 'DELETE', headers });
  upload.on('error', () => undefined);
  upload.write('{');
  const [response] = await once(upload, 'response');
  response.resume();
  upload.destroy();
  await until(async () => (await value(app, 'http_requests_in_flight')) === 0);
  const connections = () => new Promise<number>((resolve) => app.server.getConnections((_, n) => resolve(n)));
  await until(async () => (await connections()) === 0);
  assert.equal(await value(app, 'http_requests_in_flight'), 0);
  const counted = await samples(app, 'http_requests_total{method="DELETE"');
  assert.deepEqual(
    counted.filter((line) => !line.endsWith(' 0')),
    ['http_requests_total{method="DELETE",route="/item/:id",status="413"} 1'],
  );
});

test('keeps one exemplar for each bucket and scrape, with the id of its request', async () => {
  const { app } = await service();
  const exemplars = async () => {
    const { body, headers } = await app.inject('/metrics');
    assert.match(String(headers['content-type']), /^application\/openmetrics-text/);
    assert.ok(body.endsWith('# EOF\n'));
    const lines = body.split('\n').filter((line) => line.includes('route="/login"'));
    return lines.flatMap((line) => /# \{request_id="(.*)"\} [\d.e-]+ [\d.]+$/.exec(line)?.[1] ?? []);
  };
  const login = (id: string) => app.inject({ url: '/login', headers: { 'x-request-id': id } });
  assert.deepEqual(await exemplars(), []);
  const many = Array.from({ length: 100 }, (_, i) => `first-${i}`);
  for (const id of many) await login(id);
  const first = await exemplars();
  assert.ok(first.includes('first-0') && first.length <= 17, first.join());
  for (let i = 0; i < 20; i++) await login(`second-${i}`);
  assert.ok((await exemplars()).some((id) => id.startsWith('second-')));
});

test('says whether the instance drains', async () => {
  const { app } = await service();
  assert.equal(await value(app, 'instance_draining'), 0);
  app.drain();
  assert.equal(await value(app, 'instance_draining'), 1);
});
