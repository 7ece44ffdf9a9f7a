import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createSyslogClient } from './syslog-client.ts';

/** A client that has connected to a server, and the server's side of the connection. */
async function connected(t: TestContext, allowHalfOpen: boolean) {
  const server = createServer({ allowHalfOpen }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const client = createSyslogClient((server.address() as AddressInfo).port);
  const [socket] = (await once(server, 'connection')) as [Socket];
  t.after(() => socket.destroy());
  return { client, socket };
}

test('sends a message of several lines as one', { timeout: 60_000 }, async (t) => {
  const { client, socket } = await connected(t, false);
  client.send('runner', 'motus1', 'motus1 did not start:\nsetting PORT is wrong');
  const [received] = await once(socket.setEncoding('utf8'), 'data');
  await client.close();
  assert.match(received, /^<134>1 \S+ runner motus1 - - - motus1 did not start: setting PORT is wrong\n$/);
});

test('closes within some seconds although the shipper hangs and never closes its side', {
  timeout: 10_000,
}, async (t) => {
  // The server does not end its side when the client does, as a process that SIGSTOP halts.
  const { client, socket } = await connected(t, true);
  client.send('runner', 'motus1', 'a line');
  await once(socket, 'data');
  const begin = performance.now();
  await client.close();
  assert.ok(performance.now() - begin < 8000);
});
