import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { askRedis, ensureProgram, freePort, startTestStore, type TestStore, until } from '@motus/system';
import { checkedRdb } from './rdb.ts';
import { connectToSource, type StoreAccess } from './store-source.ts';
import { temporaryFolder } from './test/folder.ts';

/** So much data that Redis takes its time to send it. */
const KEYS = 200_000;
const STEP = 5000;

let store: TestStore;
let access: StoreAccess;
before(async () => {
  store = await startTestStore('score-store');
  access = {
    name: 'score-store',
    nodes: store.ports.map((port) => ({ host: '127.0.0.1', port })),
    password: store.connection.password,
  };
  const primary = await store.whole();
  // Each of two keys changes with the other, before and behind a lot of others.
  // In short steps: a Redis that is busy for long would be replaced.
  for (let first = 1; first <= KEYS; first += STEP) {
    const script = `for i=${first},${first + STEP - 1} do redis.call('SET','key:'..i,string.rep('x',100)) end`;
    await ask(primary, `EVAL "${script}" 0`);
  }
});
after(() => store.stop());

test('a snapshot is that of the replica, of one moment, with all that was acknowledged before', async (t) => {
  const primary = await store.whole();
  const writing = write(primary);
  await until(() => writing.acknowledged() >= 20);
  const least = writing.acknowledged();
  const { role, data } = await snapshot();
  const most = writing.sent();
  await writing.end();
  assert.equal(role, 'replica');
  const { a, b, keys } = await loaded(t, data);
  assert.equal(a, b);
  assert.ok(a >= least && a <= most, `${least} <= ${a} <= ${most}`);
  assert.equal(keys, KEYS + 2);
});

test('the primary lists nobody but its replica meanwhile, and confirms writes as ever', async () => {
  const primary = await store.whole();
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

test('where the replica hangs or is down, the primary is asked, and no Sentinel sees another replica', async (t) => {
  const primary = await store.whole();
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
    const { text } = await loaded(t, Buffer.concat(pieces));
    assert.match(text, new RegExp(signal));
    if (signal === 'SIGSTOP') await store.kill(replica, 'SIGCONT');
  }
  await store.start(replica);
  assert.equal(await store.whole(), primary);
});

test('a replica that does not follow the primary is not asked', async (t) => {
  const primary = await store.whole();
  const replica = store.ports.find((port) => port !== primary) ?? 0;
  await ask(replica, `REPLICAOF 127.0.0.1 ${await freePort()}`);
  await ask(primary, 'SET a 77', 'SET b 77');
  const { data } = await snapshot();
  assert.equal((await loaded(t, data)).a, 77);
  await ask(replica, `REPLICAOF 127.0.0.1 ${primary}`);
  assert.equal(await store.whole(), primary);
});

test('a store that nobody reaches is refused in one line', async () => {
  const nodes = [{ host: '127.0.0.1', port: await freePort() }];
  await assert.rejects(connectToSource({ ...access, nodes }), { code: 'store_unreachable' });
  await assert.rejects(connectToSource({ ...access, password: 'wrong' }), { code: 'store_unreachable' });
});

async function snapshot(): Promise<{ role: string; data: Buffer }> {
  const { connection, role } = await connectToSource(access);
  const pieces: Buffer[] = [];
  for await (const piece of checkedRdb(connection.sync(), 'score-store')) pieces.push(piece);
  connection.close();
  return { role, data: Buffer.concat(pieces) };
}

/** Writes the same number to two keys in one step, the next once the replica has the one before. */
function write(port: number) {
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
    // The last answer of each round is that of WAIT.
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

/** What a Redis finds in a database file. */
async function loaded(t: TestContext, data: Buffer) {
  const dir = await temporaryFolder(t);
  await writeFile(join(dir, 'dump.rdb'), data);
  const port = await freePort();
  const arguments_ = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', ''];
  const server = spawn(await ensureProgram('redis-server'), arguments_, { stdio: 'ignore' });
  try {
    let text = '';
    // Before it has read the file, it may refuse the one and answer the other.
    while (!/^\+PONG/m.test(text) || /LOADING/.test(text)) {
      assert.equal(server.exitCode, null, 'Redis refuses the file');
      await pause(50);
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
