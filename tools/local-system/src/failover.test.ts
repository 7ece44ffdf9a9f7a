import assert from 'node:assert/strict';
import { Agent, type RequestListener } from 'node:http';
import { afterEach, beforeEach, test } from 'node:test';
import { type Attempt, MAX_ATTEMPTS_PER_REQUEST, REQUEST_IDS_HEADER } from '@motus/contracts';
import { until } from '@motus/testing';
import { ask, startTestRouter, type TestRouter } from './test/test-router.ts';

const POST = { method: 'POST', headers: { cookie: 'motus_instance_3101=motus1' }, body: '{"row":1}' };

let router: TestRouter;
beforeEach(async () => {
  router = await startTestRouter();
});
afterEach(() => router.stop());

/** An instance that is killed while it handles a request. */
const crashOnRequest: RequestListener = (request) => {
  router.twins.motus1.crash();
  request.socket.destroy();
};

test('sends a POST again to the twin when its instance dies', async () => {
  const { motus1, motus2 } = router.twins;
  motus1.answer = crashOnRequest;
  const answer = await ask(router.ports.edge, '/api/attempts', POST);
  assert.equal(answer.status, 200);
  assert.equal(answer.text, 'motus2');
  assert.deepEqual(
    [...motus1.requests, ...motus2.requests].map(({ body }) => body),
    [POST.body, POST.body],
  );
});

test('fails no request when the instance of the cookie is dead', async () => {
  router.twins.motus1.crash();
  for (let i = 0; i < 20; i += 1) {
    const answer = await ask(router.ports.edge, '/api/attempts', POST);
    assert.equal(answer.text, 'motus2');
  }
  await router.untilState('motus1', 'DOWN');
  await router.twins.motus1.start();
  await router.untilState('motus1', 'UP');
  assert.equal((await ask(router.ports.edge, '/api/attempts', POST)).text, 'motus1');
});

test('sends requests to a draining instance until a check fails, and none afterwards', async () => {
  const { motus1 } = router.twins;
  motus1.ready = false;
  const asked: string[] = [];
  const drained = router.untilState('motus1', 'DOWN').then(() => true);
  while (!(await Promise.race([drained, Promise.resolve(false)]))) {
    const { status, text } = await ask(router.ports.edge, '/', POST);
    assert.equal(status, 200);
    asked.push(text);
  }
  assert.equal(asked[0], 'motus1');
  assert.equal((await ask(router.ports.edge, '/', POST)).text, 'motus2');
});

test('sends a request again to the twin when an instance answers 503 because it is closing', async () => {
  router.twins.motus1.answer = (_request, response) => response.writeHead(503).end();
  assert.equal((await ask(router.ports.edge, '/', POST)).text, 'motus2');
});

test('does not mark an instance down that answers 500', async () => {
  const { motus1, motus2 } = router.twins;
  for (const twin of [motus1, motus2]) twin.answer = (_request, response) => response.writeHead(500).end();
  for (let i = 0; i < 20; i += 1) assert.equal((await ask(router.ports.edge, '/', POST)).status, 500);
  const checks = motus1.checks;
  await until(async () => motus1.checks > checks + 1);
  for (const name of ['motus1', 'motus2'] as const) await router.untilState(name, 'UP');
});

test('answers 503 when both twins are down: JSON for programs, a page that reloads itself for a person', async () => {
  router.twins.motus1.crash();
  router.twins.motus2.crash();
  const headers = { accept: 'text/html' };
  // Before HAProxy has detected it, and afterwards.
  for (const noticed of [false, true]) {
    if (noticed) for (const name of ['motus1', 'motus2'] as const) await router.untilState(name, 'DOWN');
    const answer = await ask(router.ports.edge, '/api/attempts', POST);
    assert.equal(answer.status, 503);
    assert.equal(answer.headers['retry-after'], '1');
    const { code, requestId } = JSON.parse(answer.text);
    assert.equal(code, 'try_again');
    assert.equal(requestId, answer.headers['x-request-id']);

    const page = await ask(router.ports.edge, '/', { headers });
    assert.equal(page.status, 503);
    assert.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(page.headers.refresh, '2');
    assert.match(page.text, /momentanément indisponible/);
    assert.equal((await ask(router.ports.edge, '/auth/', { headers })).status, 200);
  }
  // The API answers JSON also to a browser, and the page after a POST does not reload itself.
  assert.match((await ask(router.ports.edge, '/api/today', { headers })).text, /^{/);
  assert.equal(
    (await ask(router.ports.edge, '/logout', { method: 'POST', headers })).headers.refresh,
    undefined,
  );
});

test('passes the error answer of a service on unchanged', async () => {
  for (const name of ['motus1', 'motus2'] as const) {
    router.twins[name].answer = (_request, response) => {
      response.writeHead(503, { 'content-type': 'application/json' }).end('{"code":"its_own"}');
    };
  }
  const answer = await ask(router.ports.edge, '/', { headers: { accept: 'text/html' } });
  assert.equal(answer.text, '{"code":"its_own"}');
  assert.equal(answer.headers['content-type'], 'application/json');
  assert.equal(answer.headers.refresh, undefined);
});

test('detects an instance that hangs within seconds, and sends its request again to the twin', async (t) => {
  const { motus1 } = router.twins;
  motus1.hangs = true;
  const start = performance.now();
  const since = () => Math.round(performance.now() - start);
  const pending = ask(router.ports.edge, '/api/attempts', POST);
  await router.untilState('motus1', 'DOWN');
  t.diagnostic(`detected after ${since()} ms`);
  assert.equal((await ask(router.ports.edge, '/api/attempts', POST)).text, 'motus2');
  assert.equal((await pending).text, 'motus2');
  t.diagnostic(`its request was answered after ${since()} ms`);
});

test('answers 503 on a kept connection when both twins are down', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let i = 0; i < 3; i += 1)
    assert.equal((await ask(router.ports.edge, '/', { ...POST, agent })).status, 200);
  router.twins.motus1.crash();
  router.twins.motus2.crash();
  const start = performance.now();
  for (let i = 0; i < 5; i += 1) {
    const { status, headers } = await ask(router.ports.edge, '/', { ...POST, agent });
    assert.equal(status, 503);
    assert.equal(headers['retry-after'], '1');
  }
  // Three retries after 250 ms each (`timeout connect`). After the default of a second each, it would be three seconds.
  assert.ok(performance.now() - start < 5 * 2500);
  agent.destroy();
});

/** The longest attempt that the contract allows. */
const LONGEST: Attempt = {
  player: { id: 'i'.repeat(64), name: '𝐍'.repeat(32) },
  day: '2026-11-21',
  row: 6,
  word: 'ABCDEFGHI',
  encodedPattern: 'R'.repeat(9),
  late: false,
  archive: true,
};

test('sends the largest batch of attempts again: it fits into one buffer', async () => {
  const { score1, score2 } = router.twins;
  score1.answer = (request) => {
    score1.crash();
    request.socket.destroy();
  };
  const body = JSON.stringify({ attempts: Array(MAX_ATTEMPTS_PER_REQUEST).fill(LONGEST) });
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${'t'.repeat(1000)}`,
    [REQUEST_IDS_HEADER]: Array(MAX_ATTEMPTS_PER_REQUEST).fill('i'.repeat(64)).join(),
  };
  const answer = await ask(router.ports.internal, '/score/attempts', { method: 'POST', headers, body });
  assert.equal(answer.text, 'score2');
  assert.deepEqual(
    [...score1.requests, ...score2.requests].map((request) => request.body === body),
    [true, true],
  );
});

test('sends all calls to one instance of the score service, and to the other one when that is down', async () => {
  const { score1, score2 } = router.twins;
  const call = () => ask(router.ports.internal, '/score/attempts', { method: 'POST', body: POST.body });
  for (let i = 0; i < 4; i += 1) assert.equal((await call()).text, 'score1');
  score1.answer = (request) => {
    score1.crash();
    request.socket.destroy();
  };
  for (let i = 0; i < 4; i += 1) assert.equal((await call()).text, 'score2');
  assert.deepEqual(
    [...score1.requests, ...score2.requests].map(({ body }) => body),
    Array(9).fill(POST.body),
    'the call whose instance died was sent again',
  );
});

test('sends a repeated call to the other instance of the score service when the first one hangs', async () => {
  router.twins.score1.hangs = true;
  const headers = { 'x-sent-again': 'true' };
  const started = performance.now();
  const answer = await ask(router.ports.internal, '/score/attempts', { method: 'POST', headers });
  assert.equal(answer.text, 'score2');
  // Not only after `timeout server`.
  assert.ok(performance.now() - started < 10_000);
  await router.untilState('score1', 'DOWN');
  router.twins.score1.hangs = false;
  router.twins.score2.crash();
  await router.untilState('score1', 'UP');
  assert.equal((await ask(router.ports.internal, '/score/plays', { headers })).text, 'score1');
});
