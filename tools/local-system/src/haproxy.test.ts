import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { until } from '@motus/testing';
import { haproxySettings } from './haproxy.ts';
import { freePorts } from './ports.ts';
import { REPOSITORY } from './process.ts';
import { ensureProgram } from './programs.ts';
import { ask, startTestRouter, type TestRouter } from './test/test-router.ts';

const PAGE = { accept: 'text/html,application/xhtml+xml' };
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

let router: TestRouter;
before(async () => {
  router = await startTestRouter('https://motus.example');
});
after(() => router.stop());
beforeEach(() => {
  for (const twin of Object.values(router.twins)) twin.requests.length = 0;
});
const seen = () => Object.values(router.twins).flatMap((twin) => twin.requests);

test('haproxy.cfg is valid, without a warning, when servers are given by address', async () => {
  const env = { ...haproxySettings('haproxy2', await freePorts(), 'http://localhost:3101') };
  const config = join(REPOSITORY, 'haproxy.cfg');
  const { stdout, stderr } = await promisify(execFile)(await ensureProgram('haproxy'), ['-c', '-f', config], {
    env,
  });
  assert.doesNotMatch(stdout + stderr, /WARNING|ALERT|Warnings/);
});

test('routes paths to their service, unchanged', async () => {
  const { ports } = router;
  assert.match((await ask(ports.edge, '/auth/login')).text, /^auth/);
  assert.match((await ask(ports.edge, '/')).text, /^motus/);
  assert.match((await ask(ports.edge, '/score/plays')).text, /^motus/);
  assert.match((await ask(ports.edge, '/authors')).text, /^motus/);
  assert.match((await ask(ports.internal, '/auth/token')).text, /^auth/);
  assert.match((await ask(ports.internal, '/score/plays')).text, /^score/);
  const paths = seen().map(({ path }) => path);
  assert.deepEqual(
    paths.sort(),
    ['/', '/auth/login', '/auth/token', '/authors', '/score/plays', '/score/plays'],
    'paths are unchanged',
  );
  assert.equal((await ask(ports.internal, '/api/today')).status, 404);
});

for (const path of [
  '/metrics',
  '/metrics/',
  '/metrics?x=1',
  '//metrics',
  '/METRICS',
  '/%6detrics',
  '/%4Detrics',
  '%2Fmetrics',
  '/%2fmetrics',
  '/metrics%2f',
  '/metrics;x',
  '/health',
  '/health/ready',
  '/health//ready',
  '/heal%74h/live',
  '///%48EALTH/ready',
  'http://motus.example/metrics',
]) {
  test(`does not expose ${path}`, async () => {
    const { status } = await ask(router.ports.edge, path);
    assert.ok(status === 404 || status === 400, `${status}`);
    assert.deepEqual(seen(), []);
  });
}

test('exposes similar paths', async () => {
  for (const path of ['/healthy', '/metricsandmore', '/api/metrics', '/%256detrics']) {
    assert.equal((await ask(router.ports.edge, path)).status, 200, path);
  }
});

test('refuses a path that cannot be decoded, and the methods CONNECT and TRACE', async () => {
  assert.equal((await ask(router.ports.edge, '/%zz')).status, 400);
  assert.equal((await ask(router.ports.edge, '/', { method: 'TRACE' })).status, 405);
  assert.deepEqual(seen(), []);
});

test('removes forwarding headers and the request id of a client', async () => {
  const headers = {
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-proto': 'gopher',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-prefix': '/evil',
    forwarded: 'for=6.6.6.6',
    'x-request-id': 'mine',
  };
  const answer = await ask(router.ports.edge, '/', { headers });
  const [request] = seen();
  assert.equal(request?.headers['x-forwarded-for'], '127.0.0.1');
  assert.equal(request?.headers['x-forwarded-proto'], 'https', 'the scheme of PUBLIC_URL');
  assert.equal(request?.headers['x-forwarded-host'], undefined);
  assert.equal(request?.headers['x-forwarded-prefix'], undefined);
  assert.equal(request?.headers.forwarded, undefined);
  const id = `${request?.headers['x-request-id']}`;
  assert.match(id, UUID);
  assert.equal(answer.headers['x-request-id'], id);
});

test('keeps the request id of a call between services', async () => {
  const answer = await ask(router.ports.internal, '/score/x', { headers: { 'x-request-id': 'the-cause' } });
  assert.equal(seen()[0]?.headers['x-request-id'], 'the-cause');
  assert.equal(answer.headers['x-request-id'], 'the-cause');
  assert.match(`${(await ask(router.ports.internal, '/score/x')).headers['x-request-id']}`, UUID);
});

test('removes the trace that a client names, and keeps that of a call between services', async () => {
  const headers = {
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    tracestate: 'vendor=1',
    baggage: 'who=me',
  };
  await ask(router.ports.edge, '/', { headers });
  await ask(router.ports.internal, '/score/x', { headers });
  const [fromClient, fromService] = seen().map((request) => request.headers);
  for (const [name, value] of Object.entries(headers)) {
    assert.equal(fromClient?.[name], undefined, name);
    assert.equal(fromService?.[name], value, name);
  }
});

test('keeps a player at one instance of each service', async () => {
  for (const [path, name] of [
    ['/', 'motus'],
    ['/auth/', 'auth'],
  ] as const) {
    const first = await ask(router.ports.edge, path);
    const [cookie = ''] = first.headers['set-cookie'] ?? [];
    assert.match(cookie, new RegExp(`^${name}_instance_443=${name}\\d; path=/; HttpOnly; SameSite=Lax$`));
    for (let i = 0; i < 4; i += 1) {
      const next = await ask(router.ports.edge, path, { headers: { cookie: cookie.split(';')[0] } });
      assert.equal(next.text, first.text);
      assert.equal(next.headers['set-cookie'], undefined);
    }
    assert.ok(seen().every(({ headers }) => !headers.cookie?.includes('_instance')));
  }
});

test('keeps players at their instances when a browser sends the cookies of two games on one host', async (t) => {
  const other = await startTestRouter('https://motus.example:4101');
  t.after(() => other.stop());
  const jar = new Map<string, string>();
  const visit = async ({ ports }: TestRouter) => {
    const cookie = Array.from(jar, (pair) => pair.join('=')).join('; ');
    const { text, headers } = await ask(ports.edge, '/', { headers: { cookie } });
    for (const line of headers['set-cookie'] ?? []) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      jar.set(name, value);
    }
    return text;
  };
  const first = await visit(router);
  // An instance of another number than in the first game.
  for (let i = 0; i < 2 && (await visit(other)) === first; i += 1) jar.delete('motus_instance_4101');
  const before = new Map(jar);
  for (let i = 0; i < 4; i += 1) {
    assert.equal(await visit(router), first);
    assert.notEqual(await visit(other), first);
  }
  assert.deepEqual(jar, before);
  assert.deepEqual(Array.from(jar.keys()).sort(), ['motus_instance_4101', 'motus_instance_443']);
});

test('answers errors as JSON in the shape of the contracts to programs, and as a page to a person', async () => {
  const { headers, text } = await ask(router.ports.edge, '/metrics');
  assert.equal(headers['content-type'], 'application/json');
  assert.equal(headers['cache-control'], 'no-store');
  const { code, message, requestId } = JSON.parse(text);
  assert.deepEqual({ code, message }, { code: 'not_found', message: 'Il n’y a rien à cette adresse.' });
  assert.equal(requestId, headers['x-request-id']);

  const page = await ask(router.ports.edge, '/metrics', { headers: PAGE });
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
  assert.match(page.text, /<html lang='fr'>.*Il n’y a rien à cette adresse/);
  assert.ok(page.text.includes(`${page.headers['x-request-id']}`));

  // A request that cannot be parsed always gets JSON.
  const broken = await ask(router.ports.edge, '/%zz', { headers: PAGE });
  assert.equal(broken.headers['content-type'], 'application/json');
  assert.equal(JSON.parse(broken.text).requestId, broken.headers['x-request-id']);

  const inside = await ask(router.ports.internal, '/nothing', { headers: { 'x-request-id': 'the-cause' } });
  assert.equal(JSON.parse(inside.text).requestId, 'the-cause');
});

test('shows a person its page for an unknown address that motus answers in JSON, and leaves other answers alone', async (t) => {
  const { auth1, auth2, motus1, motus2 } = router.twins;
  t.after(() => {
    for (const twin of [auth1, auth2, motus1, motus2]) twin.answer = undefined;
  });
  for (const twin of [motus1, motus2])
    twin.answer = (_request, response) =>
      response.writeHead(404, { 'content-type': 'application/json; charset=utf-8' }).end('{"code":"own"}');
  for (const twin of [auth1, auth2])
    twin.answer = (_request, response) =>
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end('own page');

  const page = await ask(router.ports.edge, '/nulle-part', { headers: PAGE });
  assert.equal(page.status, 404);
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
  assert.equal(page.headers['cache-control'], 'no-store');
  assert.match(page.text, /<html lang='fr'>.*Il n’y a rien à cette adresse.*not_found/);
  assert.ok(page.text.includes(`${page.headers['x-request-id']}`));

  assert.equal((await ask(router.ports.edge, '/nulle-part')).text, '{"code":"own"}');
  assert.equal((await ask(router.ports.edge, '/api/nothing', { headers: PAGE })).text, '{"code":"own"}');
  assert.equal((await ask(router.ports.edge, '/auth/nothing', { headers: PAGE })).text, 'own page');
});

test('shows the product name on its pages, with every character that it may have', async (t) => {
  assert.match(
    (await ask(router.ports.edge, '/metrics', { headers: PAGE })).text,
    /<title>Motus<.*<h1>Motus</,
  );
  const name = "L’été d'Évreux-2 M. Ô !";
  const named = await startTestRouter('http://localhost:3101', name);
  t.after(() => named.stop());
  const { text } = await ask(named.ports.edge, '/metrics', { headers: PAGE });
  assert.ok(text.includes(`<title>${name}</title>`), text);
  assert.ok(text.includes(`<h1>${name}</h1>`), text);
});

test('refuses a URL that is too long', async () => {
  const long = await ask(router.ports.edge, `/${'x'.repeat(9000)}`);
  assert.equal(long.status, 414);
  assert.equal(JSON.parse(long.text).code, 'uri_too_long');
  assert.deepEqual(seen(), []);
});

test('refuses a body that does not fit into the buffer, with and without Content-Length', async () => {
  const body = 'x'.repeat(17_000);
  const options = { method: 'POST', body };
  assert.equal((await ask(router.ports.edge, '/api/attempts', options)).status, 413);
  const chunked = { ...options, headers: { 'transfer-encoding': 'chunked' } };
  assert.equal((await ask(router.ports.edge, '/api/attempts', chunked)).status, 413);
  assert.deepEqual(seen(), []);
});

test('logs the request id, and no query', async () => {
  const { headers } = await ask(router.ports.edge, '/login/callback?code=one-time');
  const line = () => router.log.find((one) => one.includes(`${headers['x-request-id']}`));
  await until(async () => line() !== undefined);
  assert.match(line() ?? '', / 200 .* GET \/login\/callback$/);
});

test('does not repeat a request that is answered 507, and answers 503 to players', async () => {
  const { ports, twins } = router;
  const full = Object.values(twins);
  for (const twin of full)
    twin.answer = (_request, response) => response.writeHead(507, { 'retry-after': '1' }).end('full');
  const outside = await ask(ports.edge, '/api/attempts', { method: 'POST' });
  const inside = await ask(ports.internal, '/score/attempts', { method: 'POST' });
  for (const twin of full) twin.answer = undefined;
  assert.deepEqual([outside.status, outside.headers['retry-after'], outside.text], [503, '1', 'full']);
  assert.equal(inside.status, 507);
  assert.equal(seen().length, 2);
});
