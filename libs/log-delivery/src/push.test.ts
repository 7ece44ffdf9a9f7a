import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { test } from 'node:test';
import { createPusher } from './push.ts';

const NOW = Date.UTC(2026, 10, 27, 12);

test('reads Retry-After as seconds, as a date, and as no delay where it is neither or over', async (t) => {
  let retryAfter = '';
  const loki = createServer((_request, response) => {
    response.writeHead(429, { 'retry-after': retryAfter }).end();
  }).listen(0, '127.0.0.1');
  await once(loki, 'listening');
  t.after(() => {
    loki.close();
    loki.closeAllConnections();
  });
  const push = createPusher(`http://127.0.0.1:${(loki.address() as AddressInfo).port}`, () => NOW);
  for (const [value, expected] of [
    ['7', 7000],
    [new Date(NOW + 5000).toUTCString(), 5000],
    [new Date(NOW - 5000).toUTCString(), 0],
    ['soon', 0],
  ] as const) {
    retryAfter = value;
    const result = await push(Buffer.from(''), AbortSignal.timeout(10_000));
    assert.equal(result.outcome === 'failed' && result.retryAfter, expected, value);
  }
});

/** The first byte of a TLS record with a handshake (RFC 8446, section 5.1). */
const HANDSHAKE = 22;

test('talks TLS to an https address only', async (t) => {
  const firstBytes: (number | undefined)[] = [];
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', ([first]) => {
      firstBytes.push(first);
      socket.destroy();
    });
  });
  t.after(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (const scheme of ['https', 'http']) {
    const push = createPusher(`${scheme}://127.0.0.1:${port}`);
    const { outcome } = await push(Buffer.from('{}'), new AbortController().signal);
    assert.equal(outcome, 'failed');
  }
  assert.deepEqual(firstBytes, [HANDSHAKE, 'POST'.charCodeAt(0)]);
});
