import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { askRedis } from './ask-redis.ts';

/** A Sentinel that sends all replies at once and keeps the connection open. */
async function fakeSentinel(t: { after(fn: () => void): void }, answer: string): Promise<number> {
  const server = createServer((socket) =>
    socket.on('error', () => undefined).once('data', () => socket.write(answer)),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

test('returns when a Sentinel answers QUIT with the other replies and keeps the connection open', async (t) => {
  const answer = '+OK\r\n*2\r\n$4\r\nport\r\n$4\r\n6379\r\n+PONG\r\n+OK\r\n';
  const port = await fakeSentinel(t, answer);
  const asked = performance.now();
  assert.equal(await askRedis(port, 'secret', 'SENTINEL MASTER store'), answer);
  const took = performance.now() - asked;
  // Otherwise it returns when the silent connection is given up, after two seconds.
  assert.ok(took < 2000, `${Math.round(took)} ms`);
});

test('returns undefined when nothing listens', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  assert.equal(await askRedis(port, 'secret', 'PING'), undefined);
});
