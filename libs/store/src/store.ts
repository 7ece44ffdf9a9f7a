import { setTimeout as after } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Capacity } from './capacity.ts';
import { logConnection, type StoreLogger } from './connection-log.ts';
import { translate } from './errors.ts';
import { listenForFailovers, type SentinelAddress } from './failover-listener.ts';
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

  constructor({ name, sentinels, password, sentinelPassword, logger }: StoreOptions) {
    super({
      name,
      sentinels: [...sentinels],
      role: 'master',
      password,
      sentinelPassword,
      connectionName: name,
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
    this.replication = new Replication(this, name, logger);
    this.capacity = new Capacity(this, name, logger);
    logConnection(this, name, logger);
    listenForFailovers(this, { name, sentinels, sentinelPassword });
  }

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    const { reject } = command;
    command.reject = (error) => {
      const translated = translate(error);
      this.capacity.onError(translated);
      reject(translated);
    };
    this.#corkTurn();
    return super.sendCommand(command, stream);
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
