import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { until } from '@motus/testing';
import { createSyslogServer } from './syslog-server.ts';

const message = (text: string) => `<134>1 2026-01-02T00:00:00Z - haproxy1 1 - - ${text}\n`;

/** Starts a server whose `take` fails for the text "bad", and connects to it. */
async function start(t: TestContext) {
  const dir = mkdtempSync(join(tmpdir(), 'motus-syslog-'));
  const taken: string[] = [];
  const failures: unknown[] = [];
  const take = ({ text }: { text: string }) => {
    if (text === 'bad') throw new Error('cannot take it');
    taken.push(text);
  };
  const tooLong: number[] = [];
  const server = createSyslogServer({
    take,
    failed: (error) => failures.push(error),
    tooLong: () => tooLong.push(taken.length),
  });
  const path = join(dir, 'syslog.sock');
  await server.listen(path);
  const socket = connect(path);
  t.after(async () => {
    socket.destroy();
    await server.close();
    rmSync(dir, { recursive: true });
  });
  await once(socket, 'connect');
  return { socket, taken, failures, tooLong };
}

test('an error of `take` is reported, and later messages of the connection are taken', async (t) => {
  const { socket, taken, failures } = await start(t);
  socket.write(`${message('bad')}${message('one')}`);
  await until(() => taken.length === 1);
  socket.write(message('two'));
  await until(() => taken.length === 2);
  assert.deepEqual(taken, ['one', 'two']);
  assert.deepEqual(failures.map(String), ['Error: cannot take it']);
});

test('a message that is too long is reported, and the others of its connection are taken', async (t) => {
  const { socket, taken, failures, tooLong } = await start(t);
  socket.write(`${message('one')}${message('x'.repeat(100_000))}${message('two')}`);
  await until(() => taken.length === 2);
  assert.deepEqual(taken, ['one', 'two']);
  assert.equal(tooLong.length, 1);
  assert.deepEqual(failures, []);
});
