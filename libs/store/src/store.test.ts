import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestStore, type TestStore, until } from '@motus/testing';
import { closeStore, defineScript, StoreUnavailableError } from './index.ts';
import { storeReady } from './readiness.ts';
import { COMMAND_TIMEOUT_MS } from './store.ts';
import { ON_DISK, open, ownStore } from './test/open.ts';

describe('store', { concurrency: true }, () => {
  let shared: TestStore;
  before(async () => {
    shared = await startTestStore('score-store');
  });
  after(() => shared.stop());

  it('runs commands that were sent before, during and after an outage', async (t) => {
    const redis = await ownStore(t, ON_DISK);
    const { store, count } = open(t, redis.connection);
    await store.set('before', '1');
    await redis.crash();
    const during = Promise.all([store.set('during', '2'), store.incr('counted')]);
    await new Promise((resolve) => store.once('reconnecting', resolve));
    const later = store.get('before');
    await redis.start();
    assert.deepEqual(await during, ['OK', 1]);
    assert.equal(await later, '1');
    assert.equal(count('store ready'), 2);
  });

  it('fails a command after a bounded time with the reason, and recovers', async (t) => {
    const redis = await ownStore(t, ON_DISK);
    const { store, lines, count } = open(t, redis.connection);
    const ready = storeReady(store);
    await store.set('key', 'value');
    await ready();
    await redis.crash();
    await assert.rejects(store.get('key'), (error) => {
      assert.ok(error instanceof StoreUnavailableError);
      assert.equal(error.message, 'the store is not available: Command timed out');
      assert.equal(error.statusCode, 503);
      return true;
    });
    const reasons = lines.filter(({ message }) => message === 'store away').map(({ details }) => details);
    assert.ok(reasons.length <= 2, `one line for each reason: ${JSON.stringify(reasons)}`);
    await assert.rejects(ready(), { name: 'StoreUnavailableError' });
    await redis.start();
    assert.equal(await store.get('key'), 'value');
    assert.equal(count('store ready'), 2);
    await ready();
  });

  it('waits for a Redis that has not started yet', async (t) => {
    const redis = await ownStore(t);
    await redis.crash();
    const { store } = open(t, redis.connection);
    const pending = store.set('key', 'value');
    await redis.start();
    assert.equal(await pending, 'OK');
  });

  it('fails commands with a clear error when the password is wrong, and does not log it', async (t) => {
    const { store, lines } = open(t, { ...shared.connection, password: 'mistaken' });
    await assert.rejects(store.get('key'), {
      name: 'StoreUnavailableError',
      message: /^the store is not available: WRONGPASS/,
    });
    await assert.rejects(storeReady(store)());
    assert.match(JSON.stringify(lines), /WRONGPASS/);
    assert.doesNotMatch(JSON.stringify(lines), /mistaken/);
  });

  it('removes the arguments of a failed command from its error', async (t) => {
    const { store } = open(t, shared.connection);
    await store.set('a-string', 'x');
    await assert.rejects(store.hset('a-string', 'field', 'a secret'), (error) => {
      assert.ok(error instanceof Error);
      assert.match(error.message, /^WRONGTYPE/);
      assert.doesNotMatch(JSON.stringify(error), /a secret/);
      return true;
    });
  });

  it('is not ready before the first connection, and stays ready during a failover', async (t) => {
    const redis = await ownStore(t);
    await redis.crash();
    const { store } = open(t, redis.connection);
    const ready = storeReady(store);
    await assert.rejects(ready(), { name: 'StoreUnavailableError' });
    await redis.start();
    await store.ping();
    await ready();
    await store.call('CLIENT', 'PAUSE', '60000', 'ALL');
    await ready();
    await redis.crash();
    await ready();
  });

  it('logs a clear reason when the password of the Sentinels is wrong, and does not log it', async (t) => {
    const { lines } = open(t, { ...shared.connection, sentinelPassword: 'mistaken' });
    await until(() => lines.length > 0);
    assert.match(JSON.stringify(lines), /Last error: WRONGPASS/);
    assert.doesNotMatch(JSON.stringify(lines), /mistaken/);
  });

  it('connects when one of the Sentinels is up', async (t) => {
    const { sentinels } = shared.connection;
    const { store } = open(t, {
      ...shared.connection,
      sentinels: [{ host: '127.0.0.1', port: 1 }, ...sentinels],
    });
    assert.equal(await store.set('any-sentinel', 'x'), 'OK');
  });

  it('closes without waiting for the timeout of commands when Redis is down', async (t) => {
    const redis = await ownStore(t);
    const { store } = open(t, redis.connection);
    await store.ping();
    await redis.crash();
    const pending = assert.rejects(store.get('key'), { name: 'StoreUnavailableError' });
    const started = performance.now();
    await closeStore(store);
    await pending;
    const took = performance.now() - started;
    assert.ok(took < COMMAND_TIMEOUT_MS - 1000, `${took} ms`);
    assert.equal(store.status, 'end');
  });

  it('runs a script atomically, also after Redis has forgotten it', async (t) => {
    const addAll = defineScript({
      name: 'addAll',
      lua: `local sum = redis.call('INCRBY', KEYS[1], ARGV[1])
            return { sum, redis.call('INCRBY', KEYS[2], ARGV[2]) }`,
      read: (reply) => {
        assert.ok(Array.isArray(reply));
        return reply.map(Number);
      },
    });
    const redis = await ownStore(t, ON_DISK);
    const { store } = open(t, redis.connection);
    assert.deepEqual(await addAll(store, ['a', 'b'], [1, 2]), [1, 2]);
    assert.deepEqual(await addAll(store, ['a', 'b'], [1, 2]), [2, 4]);
    await store.script('FLUSH');
    assert.deepEqual(await addAll(store, ['a', 'b'], [1, 2]), [3, 6]);
    await redis.crash();
    const pending = addAll(store, ['a', 'b'], [1, 2]);
    await redis.start();
    assert.deepEqual(await pending, [4, 8]);
  });
});
