import type { Redis } from 'ioredis';

/** What this library needs of a logger (pino's is one). */
export interface StoreLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** The error that ioredis emits after each round through the Sentinels, even when they have answered. */
const END_OF_ROUND = /^All sentinels are unreachable\.(?!.*Last error)/;

/**
 * Logs when the connection to the store is lost and when it is back: once for each new reason, not for each retry. Logs
 * only the messages, because the errors hold the arguments of commands, the password among them.
 */
export function logConnection(store: Redis, name: string, logger: StoreLogger): void {
  const reasons = new Set<string>();

  function logLost(reason: string): void {
    if (reasons.has(reason)) return;
    reasons.add(reason);
    logger.warn({ store: name, reason }, 'store away');
  }

  store.on('error', (error: Error) => {
    if (!END_OF_ROUND.test(error.message)) logLost(reasonOf(error));
  });
  store.on('reconnecting', () => {
    if (reasons.size === 0) logLost('connection lost');
  });
  store.on('ready', () => {
    reasons.clear();
    logger.info({ store: name }, 'store ready');
  });
}

/** For a host with several addresses Node.js throws an `AggregateError`, which has no message of its own. */
function reasonOf(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map(String).join(', ');
  // Without the delay, which grows: the same reason must be the same text.
  return error.message.replace(/ Retrying from scratch after \d+ms\./, '');
}
