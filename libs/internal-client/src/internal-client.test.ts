import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
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
  const internalClient = createInternalClient(`http://localhost:${port}`);
  t.after(() => internalClient.close());
  assert.deepEqual(await internalClient.call(CALL), { status: 200, text: 'hello' });
  assert.deepEqual(
    seen.map((headers) => [headers.host, headers['x-cause'], headers['x-sent-again']]),
    [
      [`localhost:${port}`, 'me', undefined],
      [`localhost:${port}`, 'me', 'true'],
    ],
  );
  // The address that answered last is called first.
  await internalClient.call(CALL);
  assert.equal(seen.length, 3);
  assert.equal(seen[2]?.['x-sent-again'], undefined);
});
