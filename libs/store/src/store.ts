import { setTimeout as after } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { logConnection, type StoreLogger } from './connection-log.ts';
import { translate } from './errors.ts';
import { listenForFailovers, type SentinelAddress } from './failover-listener.ts';
import { Replication } from './replication.ts';
import { Room } from './room.ts';

/**
 * How long a command waits for its answer, reconnections included, in milliseconds: longer than a switch of the primary
 * takes, shorter than anybody waits for an answer over HTTP.
 */
export const COMMAND_TIMEOUT = 8000;

/** A connection that holds commands but says nothing for this long is dead, in milliseconds: a new one is tried. */
const SILENCE = 3000;

/** How long an address may take to accept a connection, and a Sentinel to answer, in milliseconds. */
const CONNECT_WITHIN = 1000;
const SENTINEL_WITHIN = 500;

/** How long a store that does not answer may hold up the end of a service, in milliseconds. */
const CLOSE_WITHIN = 2000;

/**
 * What a Redis says to a command that has changed nothing there: it is not the primary (any more), or has forgotten the
 * script. A script is not simply sent again, for it would come behind the `WAIT` that asks for it.
 */
const ELSEWHERE = /^(READONLY|UNBLOCKED|MASTERDOWN|NOSCRIPT)\b|WAIT cannot be used with replica/;

/** What a store is connected to with. */
export interface StoreOptions {
  /** As the Sentinels know it, for instance score-store; also for logs, metrics and `CLIENT LIST`. */
  name: string;
  /** All Sentinels: any of them will do. */
  sentinels: readonly SentinelAddress[];
  password: string;
  sentinelPassword: string;
  logger: StoreLogger;
}

/** A Redis client whose commands wait while there is no primary, and whose errors are this library's. */
export class Store extends Redis {
  readonly replication: Replication;
  readonly room: Room;

  constructor({ name, sentinels, password, sentinelPassword, logger }: StoreOptions) {
    super({
      name,
      sentinels: [...sentinels],
      role: 'master',
      password,
      sentinelPassword,
      connectionName: name,
      // The settings name all of them.
      updateSentinels: false,
      sentinelCommandTimeout: SENTINEL_WITHIN,
      sentinelRetryStrategy: (times) => Math.min(50 * times, 250),
      connectTimeout: CONNECT_WITHIN,
      commandTimeout: COMMAND_TIMEOUT,
      socketTimeout: SILENCE,
      // A primary that hangs does not say goodbye.
      disconnectTimeout: 100,
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(50 * times, 250),
      // 2: connect again, which asks the Sentinels for the primary, and send the command again.
      reconnectOnError: (error) => (ELSEWHERE.test(error.message) ? 2 : false),
    });
    this.replication = new Replication(this, name, logger);
    this.room = new Room(this, name, logger);
    logConnection(this, name, logger);
    listenForFailovers(this, { name, sentinels, sentinelPassword });
  }

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    const { reject } = command;
    command.reject = (error) => {
      const translated = translate(error);
      this.room.failed(translated);
      reject(translated);
    };
    this.#corkTurn();
    return super.sendCommand(command, stream);
  }

  /** The commands of one turn of the event loop leave with one write to the socket: each write is a system call. */
  #corkTurn(): void {
    const { status, stream } = this;
    if (status !== 'ready' || stream.writableCorked > 0) return;
    stream.cork();
    setImmediate(() => stream.uncork());
  }
}

/**
 * Connects to the primary of a store, whichever the Sentinels say that is, and keeps trying for as long as the process
 * lives. A command that finds none waits and is sent (or sent again) once there is one, for at most 8 seconds: then it
 * fails with a `StoreUnavailableError`, and **may still run later**. So every write must be safe to repeat. A change of
 * several keys is a script (`defineScript`): unlike `MULTI` it is one command, which is sent again as a whole.
 *
 * An answer says that the primary has a write. What somebody relies on is written with `commit`.
 *
 * @see https://github.com/redis/ioredis#sentinel
 */
export function createStore(options: StoreOptions): Store {
  return new Store(options);
}

/**
 * Ends the connection: after the answers that are due when the primary is there, after one last try when it is not.
 * Commands that still wait then fail.
 */
export async function closeStore(store: Store): Promise<void> {
  if (store.status === 'end') return;
  const ended = new Promise<void>((resolve) => store.once('end', resolve));
  store.options.retryStrategy = null;
  if (store.status === 'ready') store.quit().catch(() => undefined);
  else store.once('ready', () => store.disconnect());
  await Promise.race([ended, after(CLOSE_WITHIN, undefined, { ref: false })]);
  store.disconnect();
}
