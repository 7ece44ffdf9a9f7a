import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startTestStore, type TestStore } from '@motus/system';
import { closeStore, createStore, type Store } from '../index.ts';

/** A client of its own for a test, and all that it logged. */
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

/** @param options those of `startTestStore` */
export async function ownStore(
  t: TestContext,
  options?: Parameters<typeof startTestStore>[1],
): Promise<TestStore> {
  const store = await startTestStore('score-store', options);
  t.after(() => store.stop());
  return store;
}

/** Waits until a condition holds; fails after 30 seconds. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`it did not come to be that ${holds}`);
    await pause(20);
  }
}

/** Acknowledged writes, one every 10 ms, each of a key of its own. */
export class Stream {
  readonly acknowledged: string[] = [];
  readonly failed: unknown[] = [];
  /** How many writes have begun. */
  begun = 0;
  /** How long each acknowledged write took, in milliseconds, by its number. */
  readonly #took = new Map<number, number>();
  readonly #pending = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;

  /** @param write resolves once the write of the key is acknowledged */
  constructor(write: (key: string) => Promise<unknown>) {
    this.#timer = setInterval(() => {
      this.begun += 1;
      const number = this.begun;
      const key = `streamed:${number}`;
      const start = performance.now();
      const pending = write(key).then(
        () => {
          this.acknowledged.push(key);
          this.#took.set(number, performance.now() - start);
        },
        (error) => void this.failed.push(error),
      );
      this.#pending.add(pending);
      void pending.finally(() => this.#pending.delete(pending));
    }, 10);
  }

  /** How long the slowest of those took that began after so many others, in milliseconds. */
  slowest(begun = 0): number {
    return Math.max(...Array.from(this.#took).flatMap(([number, ms]) => (number > begun ? ms : [])));
  }

  /** Waits until so many more writes were acknowledged. */
  async goesOn(more: number): Promise<void> {
    const goal = this.acknowledged.length + more;
    await until(() => this.acknowledged.length >= goal || this.failed.length > 0);
  }

  /** Ends it, after the answers that are due. */
  async end(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#pending);
  }

  /** Those acknowledged writes that a store does not have. */
  async lostBy(store: Store): Promise<string[]> {
    const values = await store.mget(this.acknowledged);
    return this.acknowledged.filter((_, i) => values[i] === null);
  }
}
