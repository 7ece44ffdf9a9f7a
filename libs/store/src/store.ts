import { setTimeout as after } from 'node:timers/promises';
import { type CallSpan, tracing } from '@motus/tracing';
import { Redis } from 'ioredis';
import { Capacity } from './capacity.ts';
import { logConnection, type StoreLogger } from './connection-log.ts';
import { StoreUnavailableError, translate } from './errors.ts';
import { listenForFailovers, type SentinelAddress } from './failover-listener.ts';
import { Failovers } from './failovers.ts';
import { Replication } from './replication.ts';

/**
 * How long a command waits for its reply, reconnections included, in milliseconds: longer than a failover takes, shorter
 * than HTTP clients wait for an answer.
 */
export const COMMAND_TIMEOUT_MS = 8000;

/** A connection with pending commands that is silent for this long is replaced by a new one, in milliseconds. */
const SOCKET_TIMEOUT_MS = 3000;

/** How long a connection may take to be accepted, and a Sentinel to reply, in milliseconds. */
const CONNECT_TIMEOUT_MS = 1000;
const SENTINEL_TIMEOUT_MS = 500;

/** How long a store that does not reply may delay the end of a service, in milliseconds. */
const CLOSE_TIMEOUT_MS = 2000;

/**
 * Error replies to a command that has changed nothing: this Redis is not the primary, or has forgotten the script.
 * ioredis must not send such a script again on the same connection, where it would come after the `WAIT` that covers it.
 */
const RECONNECT_ERRORS = /^(READONLY|UNBLOCKED|MASTERDOWN|NOSCRIPT)\b|WAIT cannot be used with replica/;

/** Commands of which `measure` measures the call by the name of the script. */
const SCRIPT_COMMANDS = new Set(['eval', 'evalsha']);

/** How a call ended: with a reply; without one, or refused by a full or unready store; with an error reply, by a bug. */
export type CallOutcome = 'ok' | 'unavailable' | 'failed';

/** Where a store is, and the passwords for it. */
export interface StoreOptions {
  /** The name that the Sentinels know it by, for instance score-store; also for logs, metrics and `CLIENT LIST`. */
  name: string;
  /** All Sentinels; one of them is enough to connect. */
  sentinels: readonly SentinelAddress[];
  password: string;
  sentinelPassword: string;
  logger: StoreLogger;
}

/** A Redis client whose commands wait while there is no primary, and whose errors are those of this library. */
export class Store extends Redis {
  readonly replication: Replication;
  readonly capacity: Capacity;
  readonly failovers: Failovers;
  readonly #name: string;
  /** Receives every call of a script or command when it has ended. */
  onCall: ((call: string, outcome: CallOutcome, seconds: number) => void) | undefined;
  /** ioredis sends a command again, after a reconnection, through the same method. */
  readonly #sent = new WeakSet<object>();

  constructor({ name, sentinels, password, sentinelPassword, logger }: StoreOptions) {
    const failovers = new Failovers(name, logger);
    super({
      name,
      sentinels: [...sentinels],
      role: 'master',
      password,
      sentinelPassword,
      connectionName: name,
      // Changes no address; it is how ioredis tells the announced one.
      natMap: (address) => {
        failovers.onAnnounced(address);
        return null;
      },
      // The settings name all Sentinels.
      updateSentinels: false,
      sentinelCommandTimeout: SENTINEL_TIMEOUT_MS,
      sentinelRetryStrategy: (times) => Math.min(50 * times, 250),
      connectTimeout: CONNECT_TIMEOUT_MS,
      commandTimeout: COMMAND_TIMEOUT_MS,
      socketTimeout: SOCKET_TIMEOUT_MS,
      // A primary that hangs does not close its end of the connection.
      disconnectTimeout: 100,
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(50 * times, 250),
      // 2: reconnect, which asks the Sentinels for the primary, and send the command again.
      reconnectOnError: (error) => (RECONNECT_ERRORS.test(error.message) ? 2 : false),
    });
    this.#name = name;
    this.replication = new Replication(this, name, logger);
    this.capacity = new Capacity(this, name, logger);
    this.failovers = failovers;
    this.on('ready', () => failovers.onConnected());
    logConnection(this, name, logger);
    listenForFailovers(this, { name, sentinels, sentinelPassword });
  }

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    if (!this.#sent.has(command)) {
      this.#sent.add(command);
      this.#watch(command);
    }
    this.#corkTurn();
    return super.sendCommand(command, stream);
  }

  /** Runs a call, and reports to `onCall` how it ended and how long it took. */
  async measure<Reply>(call: string, run: () => Promise<Reply>): Promise<Reply> {
    const started = performance.now();
    const span = this.#startSpan(call);
    try {
      const reply = await run();
      this.#report(call, 'ok', started, span);
      return reply;
    } catch (error) {
      this.#report(call, error instanceof StoreUnavailableError ? 'unavailable' : 'failed', started, span);
      throw error;
    }
  }

  /** Translates the error of a command, and measures it unless it is a script. */
  #watch(command: Parameters<Redis['sendCommand']>[0]): void {
    const { name, resolve, reject } = command;
    const started = performance.now();
    const isScript = SCRIPT_COMMANDS.has(name);
    const span = isScript ? undefined : this.#startSpan(name);
    let hasEnded = false;
    const report = (outcome: CallOutcome) => {
      // ioredis also resolves or rejects a command that has timed out, once its reply comes.
      if (isScript || hasEnded) return;
      hasEnded = true;
      this.#report(name, outcome, started, span);
    };
    command.resolve = (reply) => {
      report('ok');
      resolve(reply);
    };
    command.reject = (error) => {
      const translated = translate(error);
      this.capacity.onError(translated);
      report(translated instanceof StoreUnavailableError ? 'unavailable' : 'failed');
      reject(translated);
    };
  }

  /** Starts the span of a call by its name alone: keys and arguments hold the data of players. */
  #startSpan(call: string): CallSpan | undefined {
    return tracing()?.startCall(call, {
      'db.system.name': 'redis',
      'db.operation.name': call,
      'peer.service': this.#name,
    });
  }

  #report(call: string, outcome: CallOutcome, started: number, span: CallSpan | undefined): void {
    span?.end(outcome === 'ok' ? undefined : outcome);
    this.onCall?.(call, outcome, (performance.now() - started) / 1000);
  }

  /** Sends all commands of a turn of the event loop with one write to the socket, because each write is a system call. */
  #corkTurn(): void {
    const { status, stream } = this;
    if (status !== 'ready' || stream.writableCorked > 0) return;
    stream.cork();
    setImmediate(() => stream.uncork());
  }
}

/**
 * Connects to the primary that the Sentinels name, and reconnects for as long as the process runs. A command waits while
 * there is no primary and is sent (or sent again) once there is one. After 8 seconds it fails with a
 * `StoreUnavailableError`, and **may still run later**, so every write must be safe to repeat. A change of several keys is
 * a script (`defineScript`): unlike `MULTI` it is one command, which is sent again as a whole.
 *
 * A reply only says that the primary has the write. A write that is acknowledged to somebody goes through `commit`.
 *
 * @see https://github.com/redis/ioredis#sentinel
 */
export function createStore(options: StoreOptions): Store {
  return new Store(options);
}

/**
 * Closes the connection: after the pending replies when the primary is there, after one last try to connect when it is
 * not. Commands that still wait fail.
 */
export async function closeStore(store: Store): Promise<void> {
  if (store.status === 'end') return;
  const ended = new Promise<void>((resolve) => store.once('end', resolve));
  store.options.retryStrategy = null;
  if (store.status === 'ready') store.quit().catch(() => undefined);
  else store.once('ready', () => store.disconnect());
  await Promise.race([ended, after(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
  store.disconnect();
}
