import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { after, before, test } from 'node:test';
import { askRedis } from '@motus/local-system';
import { until } from '../until.ts';
import { startTestStore, type TestStore } from './test-store.ts';

let store: TestStore;
before(async () => {
  store = await startTestStore('auth-store');
});
after(() => store.stop());

const ask = (port: number, ...commands: string[]) => askRedis(port, store.connection.password, ...commands);
const sentinel = () => store.connection.sentinels[0]?.port ?? 0;

test('both Redis and the Sentinels require their passwords', async () => {
  for (const port of [...store.ports, sentinel()])
    assert.match((await askRedis(port, '', 'PING')) ?? '', /NOAUTH/);
  for (const port of store.ports) assert.match((await ask(port, 'PING')) ?? '', /\+PONG/);
  assert.match((await askRedis(sentinel(), store.connection.sentinelPassword, 'PING')) ?? '', /\+PONG/);
});

test('both Redis have the settings of a store', async () => {
  for (const port of store.ports) {
    assert.match((await ask(port, 'CONFIG GET appendonly')) ?? '', /\r\nyes\r\n/);
    assert.match((await ask(port, 'CONFIG GET appendfsync')) ?? '', /\r\neverysec\r\n/);
    assert.match((await ask(port, 'CONFIG GET maxmemory-policy')) ?? '', /\r\nnoeviction\r\n/);
  }
});

test('DURABILITY sets appendfsync, and a wrong value prevents the start with a clear message', async () => {
  const always = await startTestStore('auth-store', { durability: 'always' });
  try {
    for (const port of always.ports) {
      const answer = await askRedis(port, always.connection.password, 'CONFIG GET appendfsync');
      assert.match(answer ?? '', /\r\nalways\r\n/);
    }
  } finally {
    await always.stop();
  }
  const lines: string[] = [];
  const log = (_name: string, line: string) => void lines.push(line);
  await assert.rejects(
    startTestStore('auth-store', { durability: 'never', log }),
    /ended before it was ready/,
  );
  assert.deepEqual(
    [...new Set(lines)],
    ['setting DURABILITY is wrong: "never"; it wants "second" or "always"'],
  );
});

test('all listen on loopback only', async (t) => {
  const others = Object.values(networkInterfaces()).flat();
  const address = others.find((other) => other?.family === 'IPv4' && !other.internal)?.address;
  if (address === undefined) return t.skip('this machine has no other address');
  for (const port of [...store.ports, sentinel()]) {
    const refusal: unknown[] = await once(connect(port, address), 'error');
    assert.match(String(refusal[0]), /ECONNREFUSED/);
  }
});

test('both keep their data and their roles when both are killed', async () => {
  const primary = await store.untilHealthy();
  assert.match((await ask(primary, 'SET word BALLON', 'WAIT 1 5000')) ?? '', /\+OK\r\n:1/);
  await store.untilWritten();
  await store.crash();
  await store.start();
  // At once, without the Sentinels, which would take ten seconds.
  const roles = await Promise.all(store.ports.map((port) => ask(port, 'INFO replication')));
  assert.deepEqual(
    roles.map((role) => /role:(\w+)/.exec(role ?? '')?.[1]),
    store.ports.map((port) => (port === primary ? 'master' : 'slave')),
  );
  assert.equal(await store.untilHealthy(), primary);
  for (const port of store.ports) assert.match((await ask(port, 'GET word')) ?? '', /BALLON/);
});

test('a killed primary restarts as a replica, also when both were killed in between', async () => {
  const former = await store.untilHealthy();
  await store.kill(former);
  const [other = 0] = store.ports.filter((port) => port !== former);
  const promoted = async () => /role:master/.test((await ask(other, 'INFO replication')) ?? '');
  await until(promoted);
  await ask(other, 'SET word BATEAU', 'INCR store:commits');
  await store.untilWritten(other);
  await store.crash();
  await store.start();
  assert.equal(await store.untilHealthy(), other);
  assert.match((await ask(former, 'GET word')) ?? '', /BATEAU/);
});
