import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { RedisConnection } from './redis-connection.ts';

/*
 * Tests replies to SYNC with a fake Redis that sends what the test wants; snapshot-source.test.ts uses a real one.
 */

const DATA = 'REDIS0010 and so on';
const MARK = '0123456789abcdef0123456789abcdef01234567';

test('reads a snapshot with a length prefix, after empty keep-alive lines', async (t) => {
  assert.equal(await readSnapshot(t, ['\n', '\n\n', `$${DATA.length}\r\n`, DATA]), DATA);
  assert.equal(await readSnapshot(t, [`$${DATA.length}\r\n${DATA}*1\r\n$4\r\nPING\r\n`]), DATA);
});

test('reads a snapshot without a length up to the EOF mark, wherever packets split it', async (t) => {
  const whole = `$EOF:${MARK}\r\n${DATA}${MARK}`;
  assert.equal(await readSnapshot(t, [whole]), DATA);
  assert.equal(await readSnapshot(t, ['\n', `${whole}*1\r\n$4\r\nPING\r\n`]), DATA);
  for (const cut of [1, 20, 39, 40, 41, 45]) {
    const at = whole.length - cut;
    assert.equal(await readSnapshot(t, [whole.slice(0, at), whole.slice(at)]), DATA, `${cut} before the end`);
  }
});

test('fails when the snapshot ends early or Redis replies with an error', async (t) => {
  await assert.rejects(readSnapshot(t, [`$${DATA.length + 1}\r\n${DATA}`]), /closed, 1 bytes before the end/);
  await assert.rejects(readSnapshot(t, [`$EOF:${MARK}\r\n${DATA}${MARK.slice(1)}`]), /closed before the end/);
  await assert.rejects(readSnapshot(t, ['\n']), /closed/);
  await assert.rejects(readSnapshot(t, ["-NOMASTERLINK Can't SYNC\r\n"]), /NOMASTERLINK/);
});

/** Reads the snapshot of a fake Redis that replies to SYNC with these packets and then closes the connection. */
async function readSnapshot(t: TestContext, packets: readonly string[]): Promise<string> {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', async (data) => {
      if (!/SYNC\r\n$/.test(data.toString())) return socket.write('+OK\r\n');
      for (const packet of packets) {
        socket.write(packet);
        await new Promise(setImmediate);
      }
      return socket.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake Redis does not listen');
  const connection = await RedisConnection.open({ host: '127.0.0.1', port: address.port }, 'password');
  const parts: Buffer[] = [];
  try {
    for await (const part of connection.sync()) parts.push(part);
  } finally {
    connection.close();
  }
  return Buffer.concat(parts).toString();
}
