import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { askRedis, ensureProgram, freePort } from '@motus/local-system';
import { startTestStore, type TestStore, until } from '@motus/testing';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { verifyRdb } from './rdb.ts';
import { connectToSource } from './snapshot-source.ts';
import type { StoreAccess } from './store-access.ts';

/** Enough keys that sending a snapshot takes Redis some time. */
const KEYS = 200_000;
/** Keys per script, few enough that the Sentinels do not take a busy Redis for a dead one. */
const KEYS_PER_SCRIPT = 5000;

let store: TestStore;
let access: StoreAccess;
before(async () => {
  store = await startTestStore('score-store');
  access = {
    name: 'score-store',
    nodes: store.ports.map((port) => ({ host: '127.0.0.1', port })),
    password: store.connection.password,
  };
  const primary = await store.untilHealthy();
  for (let first = 1; first <= KEYS; first += KEYS_PER_SCRIPT) {
    const script = `for i=${first},${first + KEYS_PER_SCRIPT - 1} do redis.call('SET','key:'..i,string.rep('x',100)) end`;
    await ask(primary, `EVAL "${script}" 0`);
  }
});
after(() => store.stop());

test('takes a consistent snapshot from the replica, with every write acknowledged before', async (t) => {
  const primary = await store.untilHealthy();
  const writing = startWriting(primary);
  await until(() => writing.acknowledged() >= 20);
  const least = writing.acknowledged();
  const { role, data } = await snapshot();
  const most = writing.sent();
  await writing.end();
  assert.equal(role, 'replica');
  const { a, b, keys } = await load(t, data);
  assert.equal(a, b);
  assert.ok(a >= least && a <= most, `${least} <= ${a} <= ${most}`);
  assert.equal(keys, KEYS + 2);
});

test('adds no replica to the primary during a snapshot, and WAIT still counts one', async () => {
  const primary = await store.untilHealthy();
  const { connection, role } = await connectToSource(access);
  try {
    const reading = connection.sync();
    await reading.next();
    assert.equal(role, 'replica');
    const info = (await ask(primary, 'INFO replication')) ?? '';
    assert.equal(info.match(/^slave\d+:/gm)?.length, 1);
    assert.match((await ask(primary, 'SET c 1', 'WAIT 2 300')) ?? '', /^:1\r$/m);
  } finally {
    connection.close();
  }
});

test('uses the primary when the replica hangs or is down, without a new replica address', async (t) => {
  const primary = await store.untilHealthy();
  const replica = store.ports.find((port) => port !== primary) ?? 0;
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const) {
    await store.kill(replica, signal);
    await ask(primary, `SET a ${signal}`, `SET b ${signal}`);
    const { connection, role } = await connectToSource(access);
    const reading = connection.sync();
    const pieces = [(await reading.next()).value as Buffer];
    assert.equal(role, 'primary');
    const listed = (await ask(primary, 'INFO replication')) ?? '';
    const ports = [...listed.matchAll(/^slave\d+:.*port=(\d+)/gm)].map(([, port]) => Number(port));
    assert.ok(ports.length > 0 && ports.every((port) => port === replica), listed);
    assert.match((await ask(primary, 'WAIT 1 300')) ?? '', /^:0\r$/m);
    for await (const piece of reading) pieces.push(piece);
    connection.close();
    const { text } = await load(t, Buffer.concat(pieces));
    assert.match(text, new RegExp(signal));
    if (signal === 'SIGSTOP') await store.kill(replica, 'SIGCONT');
  }
  await store.start(replica);
  assert.equal(await store.untilHealthy(), primary);
});

test('does not use a replica that follows another primary', async (t) => {
  const primary = await store.untilHealthy();
  const replica = store.ports.find((port) => port !== primary) ?? 0;
  await ask(replica, `REPLICAOF 127.0.0.1 ${await freePort()}`);
  await ask(primary, 'SET a 77', 'SET b 77');
  const { data } = await snapshot();
  assert.equal((await load(t, data)).a, 77);
  await ask(replica, `REPLICAOF 127.0.0.1 ${primary}`);
  assert.equal(await store.untilHealthy(), primary);
});

test('fails with store_unreachable when no node responds or the password is wrong', async () => {
  const nodes = [{ host: '127.0.0.1', port: await freePort() }];
  await assert.rejects(connectToSource({ ...access, nodes }), { code: 'store_unreachable' });
  await assert.rejects(connectToSource({ ...access, password: 'wrong' }), { code: 'store_unreachable' });
});

async function snapshot(): Promise<{ role: string; data: Buffer }> {
  const { connection, role } = await connectToSource(access);
  const pieces: Buffer[] = [];
  for await (const piece of verifyRdb(connection.sync(), 'score-store')) pieces.push(piece);
  connection.close();
  return { role, data: Buffer.concat(pieces) };
}

/** Writes increasing numbers to two keys in one transaction each, and waits until the replica has it before the next. */
function startWriting(port: number) {
  const socket = connect(port, '127.0.0.1');
  let sent = 0;
  let acknowledged = 0;
  let isEnding = false;
  const next = () => {
    sent++;
    socket.write(`MULTI\r\nSET a ${sent}\r\nSET b ${sent}\r\nEXEC\r\nWAIT 1 5000\r\n`);
  };
  socket.write(`AUTH ${access.password}\r\n`);
  next();
  socket.on('data', (data) => {
    // Each round ends with the reply to WAIT.
    if (!/:1\r\n$/.test(data.toString('latin1'))) return;
    acknowledged = sent;
    if (isEnding) socket.end();
    else next();
  });
  return {
    sent: () => sent,
    acknowledged: () => acknowledged,
    async end() {
      isEnding = true;
      await once(socket, 'close');
    },
  };
}

/** Loads an RDB file into a Redis; resolves with what that finds. */
async function load(t: TestContext, data: Buffer) {
  const dir = await temporaryFolder(t);
  await writeFile(join(dir, 'dump.rdb'), data);
  const port = await freePort();
  const arguments_ = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  const server = spawn(await ensureProgram('redis-server'), arguments_, { stdio: 'ignore' });
  try {
    let text = '';
    // While it loads the file, Redis may answer PING and reject the other commands.
    while (!/^\+PONG/m.test(text) || /LOADING/.test(text)) {
      assert.equal(server.exitCode, null, 'Redis rejects the file');
      await delay(50);
      text = (await askRedis(port, '', 'GET a', 'GET b', 'DBSIZE')) ?? '';
    }
    const [a = Number.NaN, b = Number.NaN] = [...text.matchAll(/^(\d+)\r$/gm)].map(([, number]) =>
      Number(number),
    );
    return { a, b, keys: Number(/^:(\d+)\r$/m.exec(text)?.[1]), text };
  } finally {
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
}

function ask(port: number, ...commands: string[]): Promise<string | undefined> {
  return askRedis(port, access.password, ...commands);
}
