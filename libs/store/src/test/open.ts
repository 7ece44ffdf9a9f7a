import type { TestContext } from 'node:test';
import { startTestStore, type TestStore, until } from '@motus/testing';
import { closeStore, createStore, type Store } from '../index.ts';

/** Opens a client for one test, and keeps the lines that it logs. */
export function open(t: TestContext, connection: TestStore['connection']) {
  const lines: Array<{ message: string; details: object }> = [];
  const keep = (details: object, message: string) => {
    lines.push({ message, details });
  };
  const store = createStore({ ...connection, logger: { info: keep, warn: keep } });
  t.after(() => closeStore(store));
  return {
    store,
    lines,
    count: (message: string) => lines.filter((line) => line.message === message).length,
  };
}

/**
 * Options of a store that is killed and must have each acknowledged write afterwards. With `second` Redis keeps writes in its own
 * memory while a sync of the file runs, for up to two seconds (flushAppendOnlyFile in aof.c of Redis 7.0).
 */
export const ON_DISK = { durability: 'always' };

/** Starts a store for one test. @param options those of `startTestStore` */
export async function ownStore(
  t: TestContext,
  options?: Parameters<typeof startTestStore>[1],
): Promise<TestStore> {
  const store = await startTestStore('score-store', options);
  t.after(() => store.stop());
  return store;
}

/** Starts a write every 10 ms, each to its own key, and records which were acknowledged. */
export class Stream {
  readonly acknowledged: string[] = [];
  readonly failed: unknown[] = [];
  #started = 0;
  #slowest = 0;
  readonly #pending = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;

  /** @param write resolves once the write of the key is acknowledged */
  constructor(write: (key: string) => Promise<unknown>) {
    this.#timer = setInterval(() => {
      this.#started += 1;
      const key = `streamed:${this.#started}`;
      const start = performance.now();
      const pending = write(key).then(
        () => {
          this.acknowledged.push(key);
          this.#slowest = Math.max(this.#slowest, performance.now() - start);
        },
        (error) => void this.failed.push(error),
      );
      this.#pending.add(pending);
      void pending.finally(() => this.#pending.delete(pending));
    }, 10);
  }

  /** The longest duration of an acknowledged write, in milliseconds. */
  get slowest(): number {
    return this.#slowest;
  }

  /** Waits until so many more writes are acknowledged, or one fails. */
  async acknowledges(more: number): Promise<void> {
    const goal = this.acknowledged.length + more;
    await until(() => this.acknowledged.length >= goal || this.failed.length > 0, 30_000);
  }

  /** Starts no more writes, and waits for those in flight. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#pending);
  }

  /** The acknowledged keys that a store does not have. */
  async lostBy(store: Store): Promise<string[]> {
    const values = await store.mget(this.acknowledged);
    return this.acknowledged.filter((_, i) => values[i] === null);
  }
}
