import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, test } from 'node:test';
import { startTestRedis, type TestRedis } from './test-redis.ts';

let redis: TestRedis;
before(async () => {
  redis = await startTestRedis();
});
after(() => redis.stop());

/** Sends inline commands and returns everything that comes back. */
async function say(...commands: string[]): Promise<string> {
  const socket = connect(redis.port, '127.0.0.1');
  socket.end(`${commands.join('\r\n')}\r\nQUIT\r\n`);
  return Buffer.concat(await socket.toArray()).toString();
}

test('wants its password', async () => {
  assert.match(await say('PING'), /NOAUTH/);
  assert.match(await say(`AUTH ${redis.password}`, 'PING'), /\+PONG/);
});

test('has the settings of a store', async () => {
  const auth = `AUTH ${redis.password}`;
  assert.match(await say(auth, 'CONFIG GET appendonly'), /\r\nyes\r\n/);
  assert.match(await say(auth, 'CONFIG GET appendfsync'), /\r\neverysec\r\n/);
  assert.match(await say(auth, 'CONFIG GET maxmemory-policy'), /\r\nnoeviction\r\n/);
});

test('listens on the loopback only', async (t) => {
  const others = Object.values(networkInterfaces()).flat();
  const address = others.find((other) => other?.family === 'IPv4' && !other.internal)?.address;
  if (address === undefined) return t.skip('this machine has no other address');
  const socket = connect(redis.port, address);
  const [error] = await once(socket, 'error');
  assert.equal(error.code, 'ECONNREFUSED');
});

test('keeps what it was told when its process is killed', async () => {
  const auth = `AUTH ${redis.password}`;
  assert.match(await say(auth, 'SET word BALLON'), /\+OK/);
  await redis.crash();
  await redis.start();
  assert.match(await say(auth, 'GET word'), /BALLON/);
});
