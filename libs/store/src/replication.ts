import type { Redis } from 'ioredis';
import type { StoreLogger } from './connection-log.ts';

/** How long the replica may take to confirm before it counts as missing, in milliseconds. */
const CONFIRM_WITHIN = 500;

/** The pause between two looks for a replica that is missing, in milliseconds. */
const LOOK_EVERY = 1000;

/** The pause between two questions that no write has caused, in milliseconds: operators watch a store at rest, too. */
const ASK_EVERY = 5000;

/**
 * Counts the commits of a store, so that of two copies of its data the newer one is known (deploy/redis/settle.sh): each
 * question adds one, behind the writes that it is for.
 */
const COMMITS = 'store:commits';

/**
 * Whether the replica of a store has what the primary acknowledged.
 *
 * All writes that begin in the same turn of the event loop share one `WAIT`, which is sent right behind them: it costs
 * no round trip of its own. While the replica is missing writes count as done at once, since waiting would bring
 * nothing, and a look every second notices its return.
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
  /** The question that is about to be sent: it is also for all writes until then. */
  #question: Promise<boolean> | undefined;
  /** The question that was sent last, until it is answered. */
  #sent: Promise<unknown> = Promise.resolve();
  /** Known to be in vain on this connection. */
  #replicaMissing = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(redis: Redis, name: string, logger: StoreLogger) {
    this.#redis = redis;
    this.#name = name;
    this.#logger = logger;
    redis.on('ready', () => {
      this.#isConnected = true;
      this.#connection.resolve();
      this.#epoch += 1;
      // Perhaps another primary, which may well have a replica; and from now on its copy is the newer one.
      this.#replicaMissing = false;
      void this.#ask();
    });
    redis.on('close', () => {
      // Also comes from each attempt in vain: who waits goes on waiting.
      if (this.#isConnected) this.#connection = Promise.withResolvers();
      this.#isConnected = false;
    });
    const asking = setInterval(() => {
      if (this.#isConnected) void this.#ask();
    }, ASK_EVERY).unref();
    redis.once('end', () => {
      this.#connection.resolve();
      clearTimeout(this.#timer);
      clearInterval(asking);
    });
  }

  /**
   * Runs a write, and waits until the replica has what it wrote.
   *
   * @param write sends all its commands at once: those that it sent after it had waited for something would come behind
   *   the question, unasked for
   * @returns what the write resolved with, or undefined where the connection changed meanwhile: then it must run again
   */
  async attempt<Result>(write: () => Promise<Result>): Promise<{ result: Result } | undefined> {
    await this.#connection.promise;
    const epoch = this.#epoch;
    const asked = this.#ask();
    const result = await write();
    const copied = await asked;
    if (epoch !== this.#epoch) return undefined;
    if (!copied) this.unreplicated += 1;
    return { result };
  }

  /** Whether the replica has all that is sent until the end of this turn of the event loop. */
  #ask(): Promise<boolean> {
    if (this.#question === undefined) {
      this.#question = this.#confirm();
      // A write that fails before this does has its own error.
      this.#question.catch(() => undefined);
    }
    return this.#question;
  }

  async #confirm(): Promise<boolean> {
    await new Promise((resolve) => setImmediate(resolve));
    // One after the other: of many that are sent at once to a primary without a replica each would take its time.
    await this.#sent;
    this.#question = undefined;
    // A store that is full refuses this, and may yet have had nothing to write.
    const counted = this.#redis.incr(COMMITS).catch(() => undefined);
    if (this.#replicaMissing) {
      await counted;
      return false;
    }
    const epoch = this.#epoch;
    // The count is also a fence: a command that found its work done by another connection (a repeated attempt) has sent
    // nothing to the replica, and without it WAIT would say yes before the replica has that other connection's write.
    const confirmed = this.#redis.wait(1, CONFIRM_WITHIN);
    this.#sent = confirmed.catch(() => undefined);
    const copied = (await confirmed) > 0;
    // Another connection says nothing about the one that the question was for.
    if (epoch !== this.#epoch) return false;
    if (copied) this.#found();
    else this.#missed();
    return copied;
  }

  #missed(): void {
    this.#replicaMissing = true;
    clearTimeout(this.#timer);
    this.#lookSoon(undefined);
    if (!this.connected) return;
    this.connected = false;
    this.#logger.warn({ store: this.#name }, 'replica missing: writes are acknowledged without it');
  }

  #found(): void {
    this.#replicaMissing = false;
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
