import { setTimeout as after } from 'node:timers/promises';
import { type Command, Redis } from 'ioredis';
import { translate } from './errors.ts';
import { type StoreLogger, watch } from './watch.ts';

/**
 * How long a command waits for its answer, reconnections included, in milliseconds: longer than a failover takes,
 * shorter than anybody waits for an answer over HTTP.
 */
export const COMMAND_TIMEOUT = 8000;

/** A connection that holds commands but says nothing for this long is dead, in milliseconds: a new one is tried. */
const SILENCE = 3000;

/** How long a store that does not answer may hold up the end of a service, in milliseconds. */
const CLOSE_WITHIN = 2000;

/** A Redis client whose commands wait while Redis is away, and whose errors are this library's. */
export class Store extends Redis {
  readonly #translated = new WeakSet<Command>();

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    // A command of a pipeline (it comes with a stream) reports to the pipeline; a command that is sent again after a
    // reconnection is translated already.
    if (stream === undefined && !this.#translated.has(command)) {
      this.#translated.add(command);
      command.promise = command.promise.catch((error) => {
        throw translate(error);
      });
    }
    return super.sendCommand(command, stream);
  }
}

/**
 * Connects to Redis, and keeps trying for as long as the process lives. A command that finds Redis away waits and is
 * sent (or sent again) once it is back, for at most 8 seconds: then it fails with a `StoreUnavailableError`, and **may
 * still run later**. So every write must be safe to repeat. A change of several keys is a script (`defineScript`): unlike
 * `MULTI` it is one command, which is sent again as a whole.
 *
 * @param options.url  `redis://host:port`
 * @param options.name of the store, for logs and for `CLIENT LIST`
 * @see https://github.com/redis/ioredis#auto-reconnect
 */
export function createStore(options: {
  url: string;
  password: string;
  logger: StoreLogger;
  name: string;
}): Store {
  const { url, password, logger, name } = options;
  const store = new Store(url, {
    password,
    connectionName: name,
    connectTimeout: 2000,
    commandTimeout: COMMAND_TIMEOUT,
    socketTimeout: SILENCE,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(50 * times, 500),
  });
  watch(store, name, logger);
  return store;
}

/**
 * Ends the connection: after the answers that are due when Redis is there, after one last try when it is not. Commands
 * that still wait then fail.
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
