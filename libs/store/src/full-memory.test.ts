import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { askRedis } from '@motus/local-system';
import { until } from '@motus/testing';
import { commit, StoreFullError } from './index.ts';
import { storeReady } from './readiness.ts';
import { open, ownStore } from './test/open.ts';

const VALUE = 'x'.repeat(50_000);

/** Longer than two checks of a store that refuses writes. */
const TWO_CHECKS_MS = 2500;

describe('a store whose memory is full', { concurrency: 2 }, () => {
  it('refuses writes, still reads and deletes, and takes writes again by itself', async (t) => {
    const store = await ownStore(t, { maxMemory: '8mb' });
    const port = await store.untilHealthy();
    const client = open(t, store.connection);
    const { capacity } = client.store;
    const written: string[] = [];
    const write = async () => {
      const key = `written:${written.length}`;
      await commit(client.store, () => client.store.set(key, VALUE));
      written.push(key);
    };

    await assert.rejects(
      async () => {
        for (;;) await write();
      },
      (error) => error instanceof StoreFullError && error.reason === 'memory' && error.statusCode === 507,
    );
    assert.ok(written.length > 20, `${written.length} values fit`);
    assert.equal(await client.store.get(written[0] ?? ''), VALUE);
    await storeReady(client.store)();
    // It says so once, not again at each check.
    await wait(TWO_CHECKS_MS);
    assert.equal(capacity.full, 'memory');
    assert.equal(client.count('store takes no writes: memory full'), 1);
    assert.equal(client.count('store takes writes again'), 0);

    const removed = written.splice(0, 10);
    await commit(client.store, () => client.store.del(...removed));
    await until(() => capacity.full === undefined);
    assert.equal(client.count('store takes writes again'), 1);
    await write();
    for (const one of store.ports) {
      const exists = await askRedis(one, store.connection.password, `EXISTS ${written.join(' ')}`);
      assert.match(exists ?? '', new RegExp(`^:${written.length}\\r$`, 'm'), 'nothing is evicted');
    }
    assert.equal(await store.untilHealthy(), port, 'no failover');
  });

  it('is noticed without a write that fails', async (t) => {
    const store = await ownStore(t, { maxMemory: '8mb' });
    const client = open(t, store.connection);
    await client.store.ping();
    const port = await store.untilHealthy();
    const reply = await askRedis(port, store.connection.password, 'CONFIG SET maxmemory 1mb');
    assert.match(reply ?? '', /OK/);
    await until(() => client.store.capacity.full === 'memory');
  });
});
