import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type TestStore, until } from '@motus/testing';
import { Registry } from 'prom-client';
import { commit, defineScript } from './index.ts';
import { storeMetrics } from './metrics.ts';
import { ON_DISK, open, ownStore, Stream } from './test/open.ts';

/** How long clients wait for an answer, in milliseconds. */
const CLIENT_TIMEOUT_MS = 10_000;

/** A store with a stream of writes that are being acknowledged. */
async function busyStore(t: TestContext, options?: Parameters<typeof ownStore>[1]) {
  const redis = await ownStore(t, options);
  const primary = await redis.untilHealthy();
  const client = open(t, redis.connection);
  const { store } = client;
  const stream = new Stream((key) => commit(store, () => store.set(key, 'x')));
  t.after(() => stream.end());
  await stream.acknowledges(50);
  return { ...client, redis, primary, replica: otherThan(redis, primary), stream };
}

function otherThan({ ports }: TestStore, port: number): number {
  return ports[0] === port ? ports[1] : ports[0];
}

describe('commit', { concurrency: 3 }, () => {
  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGSTOP'] as const) {
    it(`loses no write and fails none when the primary gets ${signal}`, async (t) => {
      const { redis, primary, replica, stream, store, lines } = await busyStore(t);
      await redis.kill(primary, signal);
      await stream.acknowledges(200);
      await stream.end();
      const [failover, ...more] = lines.filter(
        ({ details }) => 'event' in details && details.event === 'store_failover',
      );
      assert.deepEqual(failover?.details, {
        event: 'store_failover',
        store: 'score-store',
        from: `127.0.0.1:${primary}`,
        to: `127.0.0.1:${replica}`,
      });
      assert.deepEqual([more, store.failovers.count], [[], 1]);
      assert.deepEqual(stream.failed, []);
      assert.ok(stream.slowest < CLIENT_TIMEOUT_MS, `the slowest took ${stream.slowest} ms`);
      assert.deepEqual(await stream.lostBy(store), []);

      if (signal === 'SIGSTOP') await redis.kill(primary, 'SIGCONT');
      else await redis.start();
      assert.equal(await redis.untilHealthy(), replica, 'the former primary is a replica');
      assert.deepEqual(await stream.lostBy(store), []);
      await redis.kill(replica);
      assert.deepEqual(
        await stream.lostBy(store),
        [],
        'the former primary has every write and can take over again',
      );
    });
  }

  // Before the Sentinels notice, and while they elect another primary.
  for (const away of [0, 1500]) {
    it(`loses no write when the primary restarts after ${away} ms`, async (t) => {
      const { redis, primary, stream, store } = await busyStore(t);
      await redis.kill(primary);
      await pause(away);
      await redis.start(primary);
      await stream.acknowledges(200);
      await redis.untilHealthy();
      await stream.acknowledges(200);
      await stream.end();
      assert.deepEqual(stream.failed, []);
      assert.deepEqual(await stream.lostBy(store), []);
    });
  }

  it('acknowledges no write that only a lost primary has', async (t) => {
    // twinWithin 0: the replica becomes the primary without waiting for its twin.
    const redis = await ownStore(t, { twinWithin: 0 });
    const { store } = open(t, redis.connection);
    const observer = open(t, redis.connection).store;
    const primary = await redis.untilHealthy();
    const replica = otherThan(redis, primary);
    await Promise.all([commit(store, () => store.ping()), observer.ping()]);

    await redis.kill(replica);
    const keys = Array.from({ length: 20 }, (_, i) => `key:${i}`);
    const writes = keys.map((key) => commit(store, () => store.set(key, 'x')));
    // The primary has all writes, and none is acknowledged yet: the replica has half a second to confirm.
    while ((await observer.exists(keys)) < keys.length);
    await redis.kill(primary);
    await redis.start(replica);
    // A write may fail when the failover takes longer than a command waits, on a busy machine.
    const outcomes = await Promise.allSettled(writes);
    await until(async () => (await store.ping()) === 'PONG');
    for (const [i, { status }] of outcomes.entries())
      if (status === 'fulfilled') assert.equal(await store.exists(keys[i] ?? ''), 1, `${keys[i]} is lost`);
    assert.equal(store.stream.remotePort, replica, 'the former replica is the primary');
  });

  it('acknowledges writes without a missing replica, logs it once, and does not wait for the timeout again', async (t) => {
    const { redis, replica, stream, store, lines, count } = await busyStore(t);
    const registry = new Registry();
    storeMetrics(registry, 'score-store', store);
    const metrics = () => registry.metrics();
    assert.match(await metrics(), /store_replica_connected{store="score-store"} 1/);
    assert.match(await metrics(), /store_unreplicated_writes_total{store="score-store"} 0/);

    await redis.kill(replica);
    await until(() => !store.replication.connected);
    assert.match(await metrics(), /store_replica_connected{store="score-store"} 0/);
    const waits = async () => (await metrics()).match(/^store_call_duration_seconds_count.*call="wait".*$/gm);
    const before = await waits();
    assert.equal(before?.length, 3);
    await stream.acknowledges(300);
    assert.deepEqual(await waits(), before);
    const { unreplicated } = store.replication;
    assert.ok(unreplicated >= 300, `${unreplicated} counted`);

    const missing = 'replica missing: writes are acknowledged without it';
    assert.deepEqual([count(missing), count('replica back')], [1, 0], JSON.stringify(lines));

    await redis.start();
    await redis.untilHealthy();
    // On a busy machine a replica that has just synchronised may be late for a confirmation once more.
    await until(async () => {
      const { unreplicated: counted } = store.replication;
      await stream.acknowledges(100);
      return store.replication.unreplicated === counted;
    });
    await stream.end();
    assert.match(await metrics(), /store_replica_connected{store="score-store"} 1/);
    assert.deepEqual(stream.failed, []);
    assert.ok(count('replica back') >= 1);
    assert.equal(count(missing), count('replica back'), JSON.stringify(lines));
    const events = lines.flatMap(({ details }) => ('event' in details ? [details.event] : []));
    assert.deepEqual([...new Set(events)], ['store_replica_missing', 'store_replica_back']);
  });

  it('notices when the replica hangs and when it continues', async (t) => {
    const { redis, replica, stream, store } = await busyStore(t);
    await redis.kill(replica, 'SIGSTOP');
    await until(() => !store.replication.connected);
    await stream.acknowledges(200);
    assert.equal(store.replication.connected, false);
    await redis.kill(replica, 'SIGCONT');
    await until(() => store.replication.connected);
    await stream.end();
    assert.deepEqual(stream.failed, []);
  });

  it('keeps every acknowledged write when primary and replica are killed at once (always)', async (t) => {
    const { redis, stream, store } = await busyStore(t, ON_DISK);
    await redis.crash();
    const ended = stream.end();
    await redis.start();
    await ended;
    assert.deepEqual(stream.failed, []);
    assert.deepEqual(await stream.lostBy(store), []);
  });

  it('runs a write again when the connection changed before it was confirmed', async (t) => {
    const redis = await ownStore(t);
    const { store } = open(t, redis.connection);
    const replica = otherThan(redis, await redis.untilHealthy());
    await store.ping();
    await redis.kill(replica, 'SIGSTOP');
    let runs = 0;
    await commit(store, async () => {
      runs += 1;
      await store.set('key', `run ${runs}`);
      // The write has its reply, but its confirmation is still pending.
      if (runs === 1) store.disconnect(true);
    });
    assert.equal(runs, 2);
    assert.equal(await store.get('key'), 'run 2');
  });

  it('runs a script again that Redis has forgotten, before its confirmation', async (t) => {
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

  it('notices without writes when the replica stops and when it is back', async (t) => {
    const redis = await ownStore(t);
    const { store } = open(t, redis.connection);
    const replica = otherThan(redis, await redis.untilHealthy());
    await store.ping();
    await redis.kill(replica);
    await until(() => !store.replication.connected);
    await redis.start(replica);
    await until(() => store.replication.connected);
    assert.equal(store.replication.unreplicated, 0);
  });

  it('also confirms a write that another connection has made before', async (t) => {
    const redis = await ownStore(t);
    const one = open(t, redis.connection).store;
    const two = open(t, redis.connection).store;
    const primary = await redis.untilHealthy();
    await commit(two, () => two.ping());
    await redis.kill(otherThan(redis, primary), 'SIGSTOP');
    await one.set('key', 'x', 'NX');
    assert.equal(await commit(two, () => two.set('key', 'y', 'NX')), null);
    assert.equal(two.replication.unreplicated, 1);
  });

  it('confirms all writes of a turn with one WAIT', async (t) => {
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
