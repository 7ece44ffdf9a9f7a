import type { Redis } from 'ioredis';
import type { StoreLogger } from './connection-log.ts';
import { type FullResource, StoreFullError } from './errors.ts';

/** How often a store is asked whether it takes writes, in milliseconds: normally, and while it refuses them. */
const CHECK_INTERVAL_MS = 5000;
const FULL_CHECK_INTERVAL_MS = 1000;

/**
 * A key that never exists. `SET … XX` of it is refused like any other write, also when memory is full, and changes nothing;
 * Redis takes a command that may only free memory, like UNLINK, in any case.
 */
const MISSING_KEY = 'store:room';

/**
 * What is sent for that key while the store is full: only with this much to spare is there room, because otherwise the next
 * write would be refused again. Redis counts what it receives as memory in use.
 */
const RESERVE = 'x'.repeat(64 * 1024);

/**
 * Knows whether the primary of a store has room for writes. Logs once when it begins to refuse writes, and once when it
 * takes them again, however many are refused in between.
 */
export class Capacity {
  /** What is full; undefined while writes are taken. */
  full: FullResource | undefined;

  readonly #redis: Redis;
  readonly #name: string;
  readonly #logger: StoreLogger;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(redis: Redis, name: string, logger: StoreLogger) {
    this.#redis = redis;
    this.#name = name;
    this.#logger = logger;
    this.#checkIn(CHECK_INTERVAL_MS);
    redis.once('end', () => {
      this.#ended = true;
      clearTimeout(this.#timer);
    });
  }

  /** To be called with the error of every command that fails. */
  onError(error: Error): void {
    if (!(error instanceof StoreFullError) || this.full !== undefined) return;
    this.full = error.reason;
    this.#logger.warn(
      { event: 'store_full', store: this.#name, reason: error.message },
      `store takes no writes: ${error.reason} full`,
    );
    this.#checkIn(FULL_CHECK_INTERVAL_MS);
  }

  #checkIn(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#ended) this.#timer = setTimeout(() => void this.#check(), ms).unref();
  }

  async #check(): Promise<void> {
    try {
      if (this.#redis.status === 'ready') {
        await this.#redis.set(MISSING_KEY, this.full === undefined ? '' : RESERVE, 'XX');
        this.#onAccepted();
      }
    } catch {
      // Either refused, which `onError` handles, or unavailable, which the connection log reports.
    }
    this.#checkIn(this.full === undefined ? CHECK_INTERVAL_MS : FULL_CHECK_INTERVAL_MS);
  }

  #onAccepted(): void {
    if (this.full === undefined) return;
    this.full = undefined;
    this.#logger.info({ event: 'store_room', store: this.#name }, 'store takes writes again');
  }
}
