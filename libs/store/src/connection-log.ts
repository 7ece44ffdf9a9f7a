import type { Redis } from 'ioredis';

/** What this library needs of a logger (pino's is one). */
export interface StoreLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** What ioredis says each time that it has been through the list of Sentinels, although they answered. */
const THROUGH_THE_LIST = /^All sentinels are unreachable\.(?!.*Last error)/;

/**
 * Logs when the store goes away and when it comes back: once for each change and each new reason, not for each try. The
 * messages only, since the errors themselves hold the arguments of commands, the password among them.
 */
export function logConnection(store: Redis, name: string, logger: StoreLogger): void {
  const reasons = new Set<string>();

  function away(reason: string): void {
    if (reasons.has(reason)) return;
    reasons.add(reason);
    logger.warn({ store: name, reason }, 'store away');
  }

  store.on('error', (error: Error) => {
    if (!THROUGH_THE_LIST.test(error.message)) away(reasonOf(error));
  });
  store.on('reconnecting', () => {
    if (reasons.size === 0) away('connection lost');
  });
  store.on('ready', () => {
    reasons.clear();
    logger.info({ store: name }, 'store ready');
  });
}

/** Node reports a host with several addresses as an `AggregateError`, which has no message of its own. */
function reasonOf(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map(String).join(', ');
  // The pause grows, the reason stays.
  return error.message.replace(/ Retrying from scratch after \d+ms\./, '');
}
