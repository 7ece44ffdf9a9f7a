import { Redis } from 'ioredis';

/** Where a Sentinel listens. */
export interface SentinelAddress {
  readonly host: string;
  readonly port: number;
}

const SWITCHED = '+switch-master';

/** The pause before a Sentinel that went away is tried again, in milliseconds. */
const RETRY = 1000;

/**
 * Leaves a primary as soon as a Sentinel says that another one took its place: one that hangs (or was cut off) would
 * otherwise be noticed by its silence only, and one that wakes up again would still believe to be the primary.
 *
 * ioredis has such a detector (`failoverDetector`), but it leaves for the switch of any store that the Sentinels watch,
 * and writes to the console when a Sentinel is away.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/#pubsub-messages
 */
export function listenForFailovers(
  store: Redis,
  options: { name: string; sentinels: readonly SentinelAddress[]; sentinelPassword: string },
): void {
  const { name, sentinels, sentinelPassword } = options;
  let last = '';

  function onSwitch(message: string): void {
    // "<name> <old host> <old port> <new host> <new port>", from each Sentinel: the first one counts.
    if (message === last || !message.startsWith(`${name} `)) return;
    last = message;
    // In any other state it is about to ask the Sentinels anyhow; and ioredis would give up for good.
    if (store.status === 'ready' || store.status === 'connect') store.disconnect(true);
  }

  const listeners = sentinels.map(({ host, port }) => {
    const listener = new Redis({
      host,
      port,
      password: sentinelPassword,
      enableReadyCheck: false,
      maxRetriesPerRequest: null,
      retryStrategy: () => RETRY,
    });
    // That a Sentinel is away is no matter as long as the store is there; the store says when it is not.
    listener.on('error', () => undefined);
    listener.on('message', (_channel, message) => onSwitch(message));
    listener.subscribe(SWITCHED).catch(() => undefined);
    return listener;
  });
  store.once('end', () => {
    for (const listener of listeners) listener.disconnect();
  });
}
