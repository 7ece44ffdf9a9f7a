import type { Redis } from 'ioredis';
import type { StoreLogger } from './connection-log.ts';
import { type FullOf, StoreFullError } from './errors.ts';

/** How often a store is asked whether it takes writes: at rest, and while it does not. In milliseconds. */
const ASK_EVERY = 5000;
const ASK_AGAIN_EVERY = 1000;

/** Nobody has it: to delete it is a write like any other, and changes nothing. */
const NO_KEY = 'store:room';

/**
 * Whether the primary of a store has room for writes. Logs when it begins to refuse them and when it takes them again,
 * once each, however many are refused meanwhile.
 */
export class Room {
  /** What is full; undefined while writes are taken. */
  full: FullOf | undefined;

  readonly #redis: Redis;
  readonly #name: string;
  readonly #logger: StoreLogger;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(redis: Redis, name: string, logger: StoreLogger) {
    this.#redis = redis;
    this.#name = name;
    this.#logger = logger;
    this.#askIn(ASK_EVERY);
    redis.once('end', () => {
      this.#ended = true;
      clearTimeout(this.#timer);
    });
  }

  /** A command failed with this error. */
  failed(error: Error): void {
    if (!(error instanceof StoreFullError) || this.full !== undefined) return;
    this.full = error.reason;
    this.#logger.warn(
      { store: this.#name, reason: error.message },
      `store takes no writes: ${error.reason} full`,
    );
    this.#askIn(ASK_AGAIN_EVERY);
  }

  #askIn(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#ended) this.#timer = setTimeout(() => void this.#ask(), ms).unref();
  }

  async #ask(): Promise<void> {
    try {
      if (this.#redis.status === 'ready') {
        await this.#redis.unlink(NO_KEY);
        this.#taken();
      }
    } catch {
      // Refused, which `failed` knows, or away, which the store says itself.
    }
    this.#askIn(this.full === undefined ? ASK_EVERY : ASK_AGAIN_EVERY);
  }

  #taken(): void {
    if (this.full === undefined) return;
    this.full = undefined;
    this.#logger.info({ store: this.#name }, 'store takes writes again');
  }
}
