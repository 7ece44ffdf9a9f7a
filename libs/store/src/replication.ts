import type { Redis } from 'ioredis';
import type { StoreLogger } from './connection-log.ts';

/** How long the replica may take to confirm before it counts as missing, in milliseconds. */
const CONFIRM_TIMEOUT_MS = 500;

/** The pause between two checks whether a missing replica is back, in milliseconds. */
const RETURN_CHECK_INTERVAL_MS = 1000;

/** The pause between two confirmations that no write asks for, in milliseconds: operators watch an idle store, too. */
const IDLE_CHECK_INTERVAL_MS = 5000;

/**
 * Counts the commits of a store, by which deploy/redis/settle.sh tells the newer of two copies of its data: each
 * confirmation adds one, after the writes that it confirms.
 */
const COMMIT_COUNT_KEY = 'store:commits';

/**
 * Confirms that the replica of a store has what the primary acknowledged.
 *
 * All writes that begin in the same turn of the event loop share one `WAIT`, which is sent right after them and costs no
 * round trip of its own. While the replica is missing, writes are acknowledged without it, because a `WAIT` would only
 * time out; a check every second notices when the replica is back.
 *
 * @see https://redis.io/docs/latest/commands/wait/
 */
export class Replication {
  /** False while the replica is missing. */
  connected = true;
  /** How many writes were acknowledged while only the primary had them. */
  unreplicated = 0;
  /**
   * Counts the connections. `WAIT` covers only the writes of its own connection: on a new connection it would confirm
   * writes that it does not cover, perhaps at a new primary that never got them.
   */
  #epoch = 0;

  readonly #redis: Redis;
  readonly #name: string;
  readonly #logger: StoreLogger;
  /** Resolved while there is a connection, and when there will be no other one. */
  #connection = Promise.withResolvers<void>();
  #isConnected = false;
  /** The confirmation that is about to be sent, which covers all writes until then. */
  #nextConfirmation: Promise<boolean> | undefined;
  /** The `WAIT` that was sent last; resolved once it is answered. */
  #lastWait: Promise<unknown> = Promise.resolve();
  /** The replica did not confirm in time on this connection. */
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
      // This may be another primary, which may have a replica; and its copy becomes the newer one by being counted.
      this.#replicaMissing = false;
      void this.#confirm();
    });
    redis.on('close', () => {
      // Also emitted by each failed try to connect: writes that wait for a connection keep waiting.
      if (this.#isConnected) this.#connection = Promise.withResolvers();
      this.#isConnected = false;
    });
    const idleCheck = setInterval(() => {
      if (this.#isConnected) void this.#confirm();
    }, IDLE_CHECK_INTERVAL_MS).unref();
    redis.once('end', () => {
      this.#connection.resolve();
      clearTimeout(this.#timer);
      clearInterval(idleCheck);
    });
  }

  /**
   * Runs a write, and waits until the replica has it, or is known to be missing.
   *
   * @param write sends all its commands at once: the `WAIT` does not cover commands that it sends later
   * @returns the result of the write, or undefined when the connection changed meanwhile and the write must run again
   */
  async runAndConfirm<Result>(write: () => Promise<Result>): Promise<{ result: Result } | undefined> {
    await this.#connection.promise;
    const epoch = this.#epoch;
    const confirmation = this.#confirm();
    const result = await write();
    const replicated = await confirmation;
    if (epoch !== this.#epoch) return undefined;
    if (!replicated) this.unreplicated += 1;
    return { result };
  }

  /** Resolves with whether the replica has all that is sent until the end of this turn of the event loop. */
  #confirm(): Promise<boolean> {
    if (this.#nextConfirmation === undefined) {
      this.#nextConfirmation = this.#confirmTurn();
      // A write that fails first rejects with its own error.
      this.#nextConfirmation.catch(() => undefined);
    }
    return this.#nextConfirmation;
  }

  async #confirmTurn(): Promise<boolean> {
    await new Promise((resolve) => setImmediate(resolve));
    // One at a time: of several that are sent at once to a primary without a replica, each would wait for its timeout.
    await this.#lastWait;
    this.#nextConfirmation = undefined;
    // A full store refuses the count; a commit that wrote nothing is confirmed all the same.
    const counted = this.#redis.incr(COMMIT_COUNT_KEY).catch(() => undefined);
    if (this.#replicaMissing) {
      await counted;
      return false;
    }
    const epoch = this.#epoch;
    // The count also makes WAIT cover the writes of other connections. A command that changes nothing, because another
    // connection has sent the same attempt before, sends nothing to the replica; without the count WAIT would confirm at
    // once, perhaps before the replica has the write of that other connection.
    const confirmed = this.#redis.wait(1, CONFIRM_TIMEOUT_MS);
    this.#lastWait = confirmed.catch(() => undefined);
    const replicated = (await confirmed) > 0;
    // The reply says nothing about a connection that was made meanwhile.
    if (epoch !== this.#epoch) return false;
    if (replicated) this.#onReplicaFound();
    else this.#onReplicaMissing();
    return replicated;
  }

  #onReplicaMissing(): void {
    this.#replicaMissing = true;
    clearTimeout(this.#timer);
    this.#scheduleReturnCheck(undefined);
    if (!this.connected) return;
    this.connected = false;
    this.#logger.warn(
      { event: 'store_replica_missing', store: this.#name },
      'replica missing: writes are acknowledged without it',
    );
  }

  #onReplicaFound(): void {
    this.#replicaMissing = false;
    clearTimeout(this.#timer);
    if (this.connected) return;
    this.connected = true;
    this.#logger.info({ event: 'store_replica_back', store: this.#name }, 'replica back');
  }

  /** @param goal the replication offset at which the replica counts as back; undefined on the first check */
  #scheduleReturnCheck(goal: number | undefined): void {
    this.#timer = setTimeout(() => this.#checkReturn(goal), RETURN_CHECK_INTERVAL_MS).unref();
  }

  async #checkReturn(goal: number | undefined): Promise<void> {
    const epoch = this.#epoch;
    let nextGoal: number | undefined;
    try {
      // INFO lists a replica for a while after it hangs: it is back only when its offset has advanced since the last check.
      const info = this.#redis.status === 'ready' ? await this.#redis.info('replication') : '';
      if (epoch === this.#epoch) {
        if (goal !== undefined && replicaOffset(info) >= goal) return this.#onReplicaFound();
        nextGoal = primaryOffset(info);
      }
    } catch {
      // The store is unavailable, which the connection log reports.
    }
    if (!this.connected && this.#redis.status !== 'end') this.#scheduleReturnCheck(nextGoal);
  }
}

/** The highest replication offset of an online replica, in bytes; -1 without one. */
function replicaOffset(info: string): number {
  const lines = info.matchAll(/^slave\d+:.*\bstate=online,offset=(\d+)/gm);
  return Math.max(-1, ...Array.from(lines, ([, offset]) => Number(offset)));
}

function primaryOffset(info: string): number | undefined {
  const offset = /^master_repl_offset:(\d+)/m.exec(info)?.[1];
  return offset === undefined ? undefined : Number(offset);
}
