import type { Redis } from 'ioredis';
import type { StoreLogger } from './watch.ts';

/** How long the replica may take to confirm before it counts as missing, in milliseconds. */
const CONFIRM_WITHIN = 500;

/** The pause between two looks for a replica that is missing, in milliseconds. */
const LOOK_EVERY = 1000;

/** Nobody listens there: what is published goes to the replica, and so moves this connection's place in the stream. */
const FENCE = 'fence';

/** What a round of confirmation found, on one connection from its beginning to its end. */
interface Round {
  /** Undefined where the connection changed meanwhile: then it says nothing. */
  epoch: number | undefined;
  copied: boolean;
}

/**
 * Whether the replica of a store has what the primary acknowledged.
 *
 * All writes that were answered in the same turn of the event loop share one `WAIT`. While the replica is missing writes
 * count as done at once, since waiting would bring nothing, and a look every second notices its return.
 *
 * @see https://redis.io/docs/latest/commands/wait/
 */
export class Replication {
  /** False while the replica is missing. */
  connected = true;
  /** Writes that were acknowledged although only the primary has them. */
  unreplicated = 0;
  /**
   * Counts the connections. `WAIT` is about the writes of its own connection: after another one was made it would
   * confirm what it knows nothing of, perhaps at a new primary that never got the write.
   */
  #epoch = 0;

  readonly #redis: Redis;
  readonly #name: string;
  readonly #logger: StoreLogger;
  /** Resolved while there is a connection, and when there will be no other. */
  #connection = Promise.withResolvers<void>();
  #isConnected = false;
  #round: Promise<Round> | undefined;
  /** Known to be in vain on this connection. */
  #vain = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(redis: Redis, name: string, logger: StoreLogger) {
    this.#redis = redis;
    this.#name = name;
    this.#logger = logger;
    redis.on('ready', () => {
      this.#isConnected = true;
      this.#connection.resolve();
      this.#epoch += 1;
      // Perhaps another primary, which may well have a replica.
      this.#vain = false;
    });
    redis.on('close', () => {
      // Also comes from each attempt in vain: who waits goes on waiting.
      if (this.#isConnected) this.#connection = Promise.withResolvers();
      this.#isConnected = false;
    });
    redis.once('end', () => {
      this.#connection.resolve();
      clearTimeout(this.#timer);
    });
  }

  /**
   * Waits for a connection.
   *
   * @returns its epoch, for `confirm`
   */
  async connection(): Promise<number> {
    await this.#connection.promise;
    return this.#epoch;
  }

  /**
   * Waits until the replica has what was written before on this connection.
   *
   * @param epoch that of the connection when the write was sent
   * @returns false where the connection was another one meanwhile: the write must be sent again
   */
  async confirm(epoch: number): Promise<boolean> {
    if (epoch !== this.#epoch) return false;
    if (!this.#vain) {
      this.#round ??= this.#ask();
      const round = await this.#round;
      if (round.epoch !== epoch) return false;
      if (round.copied) return true;
    }
    this.unreplicated += 1;
    return true;
  }

  async #ask(): Promise<Round> {
    // After all answers of this turn, so that their writes are in the same round.
    await new Promise((resolve) => setImmediate(resolve));
    this.#round = undefined;
    const epoch = this.#epoch;
    // A command that found its work done by another connection (a repeated attempt) has sent nothing to the replica:
    // without the fence WAIT would say yes before the replica has that other connection's write.
    this.#redis.publish(FENCE, '').catch(() => undefined);
    const copied = (await this.#redis.wait(1, CONFIRM_WITHIN)) > 0;
    if (epoch !== this.#epoch) return { epoch: undefined, copied: false };
    if (copied) this.#found();
    else this.#missed();
    return { epoch, copied };
  }

  #missed(): void {
    this.#vain = true;
    clearTimeout(this.#timer);
    this.#lookSoon(undefined);
    if (!this.connected) return;
    this.connected = false;
    this.#logger.warn({ store: this.#name }, 'replica missing: writes are acknowledged without it');
  }

  #found(): void {
    this.#vain = false;
    clearTimeout(this.#timer);
    if (this.connected) return;
    this.connected = true;
    this.#logger.info({ store: this.#name }, 'replica back');
  }

  /** @param goal how far the replica must be to count as back; undefined where that is not known yet */
  #lookSoon(goal: number | undefined): void {
    this.#timer = setTimeout(() => this.#look(goal), LOOK_EVERY).unref();
  }

  async #look(goal: number | undefined): Promise<void> {
    const epoch = this.#epoch;
    let here: number | undefined;
    try {
      // The line of a replica stays for a while after it hangs: only one that has come on since the last look is there.
      const info = this.#redis.status === 'ready' ? await this.#redis.info('replication') : '';
      if (epoch === this.#epoch) {
        if (goal !== undefined && replicaOffset(info) >= goal) return this.#found();
        here = primaryOffset(info);
      }
    } catch {
      // The store is away, and says so itself.
    }
    if (!this.connected && this.#redis.status !== 'end') this.#lookSoon(here);
  }
}

/** How many bytes of the replication stream the replica that is furthest has; -1 where there is none. */
function replicaOffset(info: string): number {
  const lines = info.matchAll(/^slave\d+:.*\bstate=online,offset=(\d+)/gm);
  return Math.max(-1, ...Array.from(lines, ([, offset]) => Number(offset)));
}

function primaryOffset(info: string): number | undefined {
  const offset = /^master_repl_offset:(\d+)/m.exec(info)?.[1];
  return offset === undefined ? undefined : Number(offset);
}
