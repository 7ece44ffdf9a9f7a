import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { RedisConnection } from './redis-connection.ts';

/*
 * What a Redis may answer to SYNC, from one that says what it likes; store-source.test.ts asks a real one.
 */

const DATA = 'REDIS0010 and so on';
const MARK = '0123456789abcdef0123456789abcdef01234567';

test('data comes with its length ahead, after empty lines that keep the connection alive', async (t) => {
  assert.equal(await received(t, ['\n', '\n\n', `$${DATA.length}\r\n`, DATA]), DATA);
  assert.equal(await received(t, [`$${DATA.length}\r\n${DATA}*1\r\n$4\r\nPING\r\n`]), DATA);
});

test('data without a length ends before a mark, wherever that is cut', async (t) => {
  const whole = `$EOF:${MARK}\r\n${DATA}${MARK}`;
  assert.equal(await received(t, [whole]), DATA);
  assert.equal(await received(t, ['\n', `${whole}*1\r\n$4\r\nPING\r\n`]), DATA);
  for (const cut of [1, 20, 39, 40, 41, 45]) {
    const at = whole.length - cut;
    assert.equal(await received(t, [whole.slice(0, at), whole.slice(at)]), DATA, `${cut} before the end`);
  }
});

test('data that breaks off is an error, and so is a refusal', async (t) => {
  await assert.rejects(received(t, [`$${DATA.length + 1}\r\n${DATA}`]), /closed, 1 bytes before the end/);
  await assert.rejects(received(t, [`$EOF:${MARK}\r\n${DATA}${MARK.slice(1)}`]), /closed before the end/);
  await assert.rejects(received(t, ['\n']), /closed/);
  await assert.rejects(received(t, ["-NOMASTERLINK Can't SYNC\r\n"]), /NOMASTERLINK/);
});

/** What is received of a Redis that answers SYNC with these pieces, each in a packet of its own, and then ends. */
async function received(t: TestContext, pieces: readonly string[]): Promise<string> {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', async (data) => {
      if (!/SYNC\r\n$/.test(data.toString())) return socket.write('+OK\r\n');
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise(setImmediate);
      }
      return socket.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  const connection = await RedisConnection.open({ host: '127.0.0.1', port: address.port }, 'password');
  const content: Buffer[] = [];
  try {
    for await (const piece of connection.sync()) content.push(piece);
  } finally {
    connection.close();
  }
  return Buffer.concat(content).toString();
}
