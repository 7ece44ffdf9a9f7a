import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestStore } from '@motus/system';
import { Registry } from 'prom-client';
import { commit, defineScript, storeMetrics } from './index.ts';
import { open, ownStore, Stream, until } from './test/open.ts';

/** Nobody waits longer than this for an answer, in milliseconds. */
const PATIENCE = 10_000;

/** A store with a stream of acknowledged writes. */
async function busyStore(t: TestContext) {
  const redis = await ownStore(t);
  const primary = await redis.whole();
  const client = open(t, redis.connection);
  const { store } = client;
  const stream = new Stream((key) => commit(store, () => store.set(key, 'x')));
  t.after(() => stream.end());
  await stream.goesOn(50);
  return { ...client, redis, primary, replica: otherThan(redis, primary), stream };
}

function otherThan({ ports }: TestStore, port: number): number {
  return ports[0] === port ? ports[1] : ports[0];
}

describe('commit', { concurrency: 2 }, () => {
  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGSTOP'] as const) {
    it(`loses nothing and fails nothing when the primary gets ${signal}`, async (t) => {
      const { redis, primary, replica, stream, store } = await busyStore(t);
      await redis.kill(primary, signal);
      await stream.goesOn(200);
      await stream.end();
      assert.deepEqual(stream.failed, []);
      assert.ok(stream.slowest() < PATIENCE, `the slowest took ${stream.slowest()} ms`);
      assert.deepEqual(await stream.lostBy(store), []);

      if (signal === 'SIGSTOP') await redis.kill(primary, 'SIGCONT');
      else await redis.start();
      assert.equal(await redis.whole(), replica, 'the former primary is a replica');
      assert.deepEqual(await stream.lostBy(store), []);
      await redis.kill(replica);
      assert.deepEqual(await stream.lostBy(store), [], 'and it has everything: it can take over again');
    });
  }

  // Before the Sentinels have missed it, and while they are choosing another one.
  for (const away of [0, 1500]) {
    it(`loses nothing when the primary comes back after ${away} ms`, async (t) => {
      const { redis, primary, stream, store } = await busyStore(t);
      await redis.kill(primary);
      await pause(away);
      await redis.start(primary);
      await stream.goesOn(200);
      await redis.whole();
      await stream.goesOn(200);
      await stream.end();
      assert.deepEqual(stream.failed, []);
      assert.deepEqual(await stream.lostBy(store), []);
    });
  }

  it('acknowledges nothing that only a primary has which is gone', async (t) => {
    // The replica is to go on alone at once.
    const redis = await ownStore(t, { twinWithin: 0 });
    const { store } = open(t, redis.connection);
    const observer = open(t, redis.connection).store;
    const primary = await redis.whole();
    const replica = otherThan(redis, primary);
    await Promise.all([commit(store, () => store.ping()), observer.ping()]);

    await redis.kill(replica);
    const keys = Array.from({ length: 20 }, (_, i) => `key:${i}`);
    const writes = keys.map((key) => commit(store, () => store.set(key, 'x')));
    // All are with the primary, and none is acknowledged yet: the replica has half a second.
    while ((await observer.exists(keys)) < keys.length);
    await redis.kill(primary);
    await redis.start(replica);
    await Promise.all(writes);
    assert.equal(await store.exists(keys), keys.length);
    assert.equal(store.stream.remotePort, replica, 'it is another primary');
  });

  it('goes on without the replica, says so, and does not pay for it again', async (t) => {
    const { redis, replica, stream, store, lines, count } = await busyStore(t);
    const registry = new Registry();
    storeMetrics(registry, 'score-store', store);
    const metrics = () => registry.metrics();
    assert.match(await metrics(), /store_replica_connected{store="score-store"} 1/);
    assert.match(await metrics(), /store_unreplicated_writes_total{store="score-store"} 0/);

    await redis.kill(replica);
    await until(() => !store.replication.connected);
    assert.match(await metrics(), /store_replica_connected{store="score-store"} 0/);
    // Those under way may have asked it already.
    const { begun } = stream;
    await stream.goesOn(300);
    assert.ok(stream.slowest(begun) < 500, `the slowest took ${stream.slowest(begun)} ms`);
    const { unreplicated } = store.replication;
    assert.ok(unreplicated >= 300, `${unreplicated} counted`);

    await redis.start();
    await until(() => store.replication.connected);
    await redis.whole();
    const counted = store.replication.unreplicated;
    await stream.goesOn(100);
    await stream.end();
    assert.equal(store.replication.unreplicated, counted, 'every write waits for it again');
    assert.match(await metrics(), /store_replica_connected{store="score-store"} 1/);
    assert.deepEqual(stream.failed, []);
    const missing = 'replica missing: writes are acknowledged without it';
    assert.deepEqual([count(missing), count('replica back')], [1, 1], JSON.stringify(lines));
  });

  it('notices a replica that hangs, and that it goes on', async (t) => {
    const { redis, replica, stream, store } = await busyStore(t);
    await redis.kill(replica, 'SIGSTOP');
    await until(() => !store.replication.connected);
    await stream.goesOn(200);
    assert.equal(store.replication.connected, false);
    await redis.kill(replica, 'SIGCONT');
    await until(() => store.replication.connected);
    await stream.end();
    assert.deepEqual(stream.failed, []);
  });

  it('keeps every acknowledged write when both are killed at once and started again', async (t) => {
    const { redis, stream, store } = await busyStore(t);
    await redis.crash();
    const ended = stream.end();
    await redis.start();
    await ended;
    assert.deepEqual(stream.failed, []);
    assert.deepEqual(await stream.lostBy(store), []);
  });

  it('writes again what was not confirmed on its own connection', async (t) => {
    const redis = await ownStore(t);
    const { store } = open(t, redis.connection);
    const replica = otherThan(redis, await redis.whole());
    await store.ping();
    await redis.kill(replica, 'SIGSTOP');
    let runs = 0;
    await commit(store, async () => {
      runs += 1;
      await store.set('key', `run ${runs}`);
      // The answer is there; whether the replica has it is only asked for.
      if (runs === 1) store.disconnect(true);
    });
    assert.equal(runs, 2);
    assert.equal(await store.get('key'), 'run 2');
  });

  it('runs a script again that Redis had forgotten, before what asks for its copy', async (t) => {
    const redis = await ownStore(t);
    const { store } = open(t, redis.connection);
    const write = defineScript({
      name: 'write',
      lua: `return redis.call('INCR', KEYS[1])`,
      read: Number,
    });
    await commit(store, () => write(store, ['key'], []));
    await store.script('FLUSH');
    let runs = 0;
    await commit(store, () => {
      runs += 1;
      return write(store, ['key'], []);
    });
    assert.equal(runs, 2);
  });

  it('notices without any write that the replica goes, and that it comes back', async (t) => {
    const redis = await ownStore(t);
    const { store } = open(t, redis.connection);
    const replica = otherThan(redis, await redis.whole());
    await store.ping();
    await redis.kill(replica);
    await until(() => !store.replication.connected);
    await redis.start(replica);
    await until(() => store.replication.connected);
    assert.equal(store.replication.unreplicated, 0);
  });

  it('confirms what it found written by another connection, too', async (t) => {
    const redis = await ownStore(t);
    const one = open(t, redis.connection).store;
    const two = open(t, redis.connection).store;
    const primary = await redis.whole();
    await commit(two, () => two.ping());
    await redis.kill(otherThan(redis, primary), 'SIGSTOP');
    await one.set('key', 'x', 'NX');
    assert.equal(await commit(two, () => two.set('key', 'y', 'NX')), null);
    assert.equal(two.replication.unreplicated, 1);
  });

  it('asks once for all writes of a turn', async (t) => {
    const redis = await ownStore(t);
    const { store } = open(t, redis.connection);
    await commit(store, () => store.ping());
    await store.config('RESETSTAT');
    await Promise.all(Array.from({ length: 100 }, (_, i) => commit(store, () => store.set(`k${i}`, 'x'))));
    const stats = await store.info('commandstats');
    const calls = (name: string) => Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(stats)?.[1]);
    assert.equal(calls('set'), 100);
    assert.ok(calls('wait') <= 5, `${calls('wait')} times`);
  });

  it('fails with the error of the write', async (t) => {
    const redis = await ownStore(t);
    const { store } = open(t, redis.connection);
    await store.set('a-string', 'x');
    await assert.rejects(
      commit(store, () => store.lpush('a-string', 'y')),
      /^ReplyError: WRONGTYPE/,
    );
  });
});
