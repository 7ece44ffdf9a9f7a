import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { describe, it, type TestContext } from 'node:test';
import { askRedis, mountSmallDisk } from '@motus/local-system';
import { startTestStore, type TestStore, until } from '@motus/testing';
import { Registry } from 'prom-client';
import { commit, type Store, StoreFullError } from './index.ts';
import { storeMetrics } from './metrics.ts';
import { storeReady } from './readiness.ts';
import { open } from './test/open.ts';

/** Free space in MiB: above, and below, what deploy/redis/disk-watch.sh requires. */
const DISK = 96;
const NEARLY_FULL = 8;

describe('a store on a full disk', { concurrency: 3 }, () => {
  for (const durability of ['second', 'always']) {
    it(`refuses writes before the disk is full, still reads, and recovers by itself (${durability})`, async (t) => {
      const { disk, client, written, write, bothHave } = await onSmallDisk(t, durability);
      await write(20);

      await disk.fill(NEARLY_FULL);
      await refused(client.store);
      await assert.rejects(write(1), { name: 'StoreFullError', reason: 'disk', statusCode: 507 });
      assert.equal(await client.store.get(written[0] ?? ''), '0');
      await becomesReady(client.store);
      assert.equal(await metric(client.store), 1);

      await disk.empty();
      await accepted(client.store);
      await write(20);
      assert.equal(await metric(client.store), 0);
      assert.equal(client.count('store takes no writes: disk full'), 1);
      assert.equal(client.count('store takes writes again'), 1);
      assert.equal(client.count('store away'), 0);
      await bothHave(written);
    });

    it(`still reads when the disk fills at once, and loads its files after a restart (${durability})`, async (t) => {
      const { disk, client, written, write, bothHave, lines } = await onSmallDisk(t, durability);
      await write(20);

      await disk.fill();
      // The last commands may still fit into the last page of the file.
      await untilRefused(write);
      await refused(client.store);
      await until(() => lines.filter((line) => line.includes('this node refuses writes')).length >= 2);
      await becomesReady(client.store);
      assert.equal(await client.store.get(written[0] ?? ''), '0');

      await disk.empty();
      await accepted(client.store);
      await write(20);
      assert.equal(client.count('store takes writes again'), 1);
      await until(() => lines.filter((line) => line.includes('takes writes again')).length >= 2);
      await bothHave(written);
    });

    it(`starts on a full disk and reads (${durability})`, async (t) => {
      const { disk, store, client, written, write, bothHave } = await onSmallDisk(t, durability);
      await write(20);
      await store.untilWritten();
      await store.crash();
      await disk.fill();
      await store.start();
      assert.equal(await client.store.get(written[0] ?? ''), '0');
      await assert.rejects(write(1), StoreFullError);
      await disk.empty();
      await accepted(client.store);
      await write(1);
      await bothHave(written);
    });
  }
});

async function onSmallDisk(t: TestContext, durability: string) {
  const disk = await mountSmallDisk(DISK);
  let running: TestStore | undefined;
  t.after(async () => {
    await running?.stop();
    await disk.unmount();
  });
  const lines: string[] = [];
  const store = await startTestStore('score-store', {
    within: disk.dir,
    durability,
    log: (_name, line) => void lines.push(line),
  });
  running = store;
  const client = open(t, store.connection);
  const written: string[] = [];
  /** Makes acknowledged writes, one after the other. */
  async function write(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const key = `written:${written.length}`;
      await commit(client.store, () => client.store.set(key, `${written.length}`));
      written.push(key);
    }
  }
  /** Asserts that both Redis load every acknowledged write from their files. */
  async function bothHave(keys: readonly string[]): Promise<void> {
    await store.untilHealthy();
    await store.untilWritten();
    await store.crash();
    for await (const file of glob(`${disk.dir}/*/score-store*/appendonlydir/*.incr.aof`))
      assert.ok(!(await readFile(file)).includes(0), `${file} has a gap`);
    await store.start();
    for (const port of store.ports) {
      const answer = await askRedis(port, store.connection.password, `EXISTS ${keys.join(' ')}`);
      assert.match(answer ?? '', new RegExp(`^:${keys.length}\\r$`, 'm'));
    }
  }
  return { disk, store, client, written, write, bothHave, lines };
}

/** Writes until a write is refused. */
async function untilRefused(write: (count: number) => Promise<void>): Promise<void> {
  await assert.rejects(write(100_000), StoreFullError);
}

async function refused({ capacity }: Store): Promise<void> {
  await until(() => capacity.full === 'disk');
}

async function accepted({ capacity }: Store): Promise<void> {
  await until(() => capacity.full === undefined);
}

/** Retries, because a PING waits behind the `WAIT` for a missing replica. */
async function becomesReady(store: Store): Promise<void> {
  const ready = storeReady(store);
  for (let tries = 1; ; tries += 1) {
    try {
      return await ready();
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}

async function metric(store: Store): Promise<number | undefined> {
  const registry = new Registry();
  storeMetrics(registry, 'score-store', store);
  const { values } = (await registry.getSingleMetric('store_writes_refused')?.get()) ?? { values: [] };
  return values.find(({ labels }) => labels.reason === 'disk')?.value;
}
