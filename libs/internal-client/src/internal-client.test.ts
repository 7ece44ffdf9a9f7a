import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type RequestListener,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { Registry } from 'prom-client';
import { createInternalClient } from './internal-client.ts';

/** Listens on an address in place of an HAProxy; resolves with the port. */
async function router(t: TestContext, host: string, port: number, answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(port, host);
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

const CALL = { method: 'POST', path: '/score/attempts', headers: { 'x-cause': 'me' }, body: '{}' } as const;

/** A client, and the value of a series of its metrics. */
function client(t: TestContext, port: number, requestId: () => string | undefined = () => undefined) {
  const metrics = new Registry();
  const internalClient = createInternalClient(`http://localhost:${port}`, { metrics, requestId });
  t.after(() => internalClient.close());
  const value = async (series: string) => {
    const line = (await metrics.metrics()).split('\n').find((text) => text.startsWith(`${series} `));
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };
  return { internalClient, metrics, value };
}

test('repeats a call through the second HAProxy when the first is silent, with X-Sent-Again', async (t) => {
  const seen: IncomingHttpHeaders[] = [];
  const port = await router(t, '127.0.0.1', 0, ({ headers }) => seen.push(headers));
  try {
    await router(t, '::1', port, ({ headers }, response) => {
      seen.push(headers);
      response.end('hello');
    });
  } catch {
    return t.skip('no IPv6 here');
  }
  const { internalClient, value } = client(t, port);
  assert.deepEqual(await internalClient.call(CALL), { status: 200, text: 'hello' });
  assert.deepEqual(
    seen.map((headers) => [headers.host, headers['x-cause'], headers['x-sent-again']]),
    [
      [`localhost:${port}`, 'me', undefined],
      [`localhost:${port}`, 'me', 'true'],
    ],
  );
  assert.equal(await value('internal_request_hedges_total{peer="score"}'), 1);
  assert.equal(
    await value('internal_requests_total{peer="score",outcome="ok"}'),
    1,
    'both copies are one call',
  );
  // The address that answered last is called first.
  await internalClient.call(CALL);
  assert.equal(seen.length, 3);
  assert.equal(seen[2]?.['x-sent-again'], undefined);
});

test('counts calls by peer and outcome, from zero on', async (t) => {
  let status = 200;
  const port = await router(t, '127.0.0.1', 0, (_request, response) => {
    response.statusCode = status;
    response.end();
  });
  const { internalClient, metrics, value } = client(t, port);
  for (const peer of ['auth', 'score']) {
    assert.equal(await value(`internal_request_hedges_total{peer="${peer}"}`), 0);
    for (const outcome of ['ok', 'refused', 'unavailable']) {
      assert.equal(await value(`internal_requests_total{peer="${peer}",outcome="${outcome}"}`), 0);
      assert.equal(
        await value(`internal_request_duration_seconds_count{peer="${peer}",outcome="${outcome}"}`),
        0,
      );
    }
  }
  for (status of [200, 204, 409, 503]) await internalClient.call(CALL);
  status = 200;
  await internalClient.fetch(new URL(`http://localhost:${port}/auth/jwks`));
  const text = await metrics.metrics();
  assert.deepEqual(text.match(/^internal_requests_total\{.*[1-9]$/gm), [
    'internal_requests_total{peer="auth",outcome="ok"} 1',
    'internal_requests_total{peer="score",outcome="ok"} 2',
    'internal_requests_total{peer="score",outcome="refused"} 1',
    'internal_requests_total{peer="score",outcome="unavailable"} 1',
  ]);
  assert.equal(await value('internal_request_duration_seconds_count{peer="score",outcome="unavailable"}'), 1);
});

test('counts a call without an answer as unavailable, and its repetition after a failure is no hedge', async (t) => {
  const port = await router(t, '127.0.0.1', 0, (request) => request.socket.destroy());
  const { internalClient, value } = client(t, port);
  await assert.rejects(internalClient.call(CALL), { name: 'UpstreamUnavailableError' });
  assert.equal(await value('internal_requests_total{peer="score",outcome="unavailable"}'), 1);
  assert.equal(await value('internal_request_hedges_total{peer="score"}'), 0);
});

test('sends the id of the current request with calls, fetches and requests of other clients', async (t) => {
  const seen: unknown[] = [];
  const port = await router(t, '127.0.0.1', 0, ({ url, headers }, response) => {
    seen.push([url, headers['x-request-id']]);
    response.end();
  });
  let id: string | undefined = 'r1';
  const { internalClient, value } = client(t, port, () => id);
  await internalClient.call({ method: 'PUT', path: '/score/days/2026-11-21' });
  id = 'r2';
  await internalClient.fetch(`http://localhost:${port}/auth/jwks`);
  id = 'r3';
  const send = async () => {
    const options = {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      agent: internalClient.agent,
    };
    const request = httpRequest(`http://localhost:${port}/auth/token`, options).end('code');
    const [response] = await once(request, 'response');
    response.resume();
    await once(request, 'close');
  };
  await send();
  id = undefined;
  await send();
  assert.deepEqual(seen, [
    ['/score/days/2026-11-21', 'r1'],
    ['/auth/jwks', 'r2'],
    ['/auth/token', 'r3'],
    ['/auth/token', undefined],
  ]);
  assert.equal(await value('internal_requests_total{peer="auth",outcome="ok"}'), 3);
});
