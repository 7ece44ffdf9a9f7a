import { Redis } from 'ioredis';

/** Where a Sentinel listens. */
export interface SentinelAddress {
  readonly host: string;
  readonly port: number;
}

/** The channel on which a Sentinel announces a failover. */
const FAILOVER_CHANNEL = '+switch-master';

/** The pause before a lost connection to a Sentinel is retried, in milliseconds. */
const RETRY_DELAY_MS = 1000;

/**
 * Reconnects the store as soon as a Sentinel announces another primary. Otherwise only the socket timeout would notice a
 * former primary that hangs or is cut off, and one that continues would still act as the primary.
 *
 * The `failoverDetector` of ioredis does the same, but also reconnects at the failover of any other store that the
 * Sentinels watch, and writes to the console when a Sentinel is away.
 *
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/#pubsub-messages
 */
export function listenForFailovers(
  store: Redis,
  options: { name: string; sentinels: readonly SentinelAddress[]; sentinelPassword: string },
): void {
  const { name, sentinels, sentinelPassword } = options;
  let lastMessage = '';

  function onFailover(message: string): void {
    // Each Sentinel sends "<name> <old host> <old port> <new host> <new port>"; only the first one counts.
    if (message === lastMessage || !message.startsWith(`${name} `)) return;
    lastMessage = message;
    // In any other state ioredis is about to ask the Sentinels anyway, and a disconnect would make it give up.
    if (store.status === 'ready' || store.status === 'connect') store.disconnect(true);
  }

  const listeners = sentinels.map(({ host, port }) => {
    const listener = new Redis({
      host,
      port,
      password: sentinelPassword,
      enableReadyCheck: false,
      maxRetriesPerRequest: null,
      retryStrategy: () => RETRY_DELAY_MS,
    });
    // A missing Sentinel does not matter while the store is there; the connection log reports it when it does.
    listener.on('error', () => undefined);
    listener.on('message', (_channel, message) => onFailover(message));
    listener.subscribe(FAILOVER_CHANNEL).catch(() => undefined);
    return listener;
  });
  store.once('end', () => {
    for (const listener of listeners) listener.disconnect();
  });
}
