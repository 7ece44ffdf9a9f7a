/**
 * The store could not be reached, did not answer in time, or refuses to serve: worth another try later. The command
 * may or may not have run. The status makes every service answer 503.
 */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError';
  readonly statusCode: number = 503;
}

/** What a primary has no room for: see deploy/redis/disk-watch.sh. */
export type FullOf = 'disk' | 'memory';

/**
 * The store answers, and refuses writes until it has room for them: the command has not run. Its status is one that
 * HAProxy does not send again to the twin, which has the same store; players are told 503.
 */
export class StoreFullError extends StoreUnavailableError {
  override name = 'StoreFullError';
  override readonly statusCode = 507;
  readonly reason: FullOf;

  constructor(reason: FullOf, answer: string) {
    super(`the store takes no writes, its ${reason} is full: ${answer}`);
    this.reason = reason;
  }
}

/** What Redis answers while it loads, fails over or knows another password: no fault of the command. */
const UNAVAILABLE = /^(LOADING|READONLY|MASTERDOWN|BUSY|CLUSTERDOWN|TRYAGAIN|NOAUTH|WRONGPASS)\b/;

/** What it answers to a write that it has no room for. */
const FULL: Readonly<Record<string, FullOf>> = { MISCONF: 'disk', NOREPLICAS: 'disk', OOM: 'memory' };

/**
 * Translates an error of the Redis client into one of this library's, and takes the arguments out of the others: they
 * are tokens, password hashes and the like, and errors end in logs.
 */
export function translate(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('the store failed', { cause: error });
  if (error instanceof StoreUnavailableError) return error;
  const fullOf = error.name === 'ReplyError' ? FULL[error.message.split(' ', 1)[0] ?? ''] : undefined;
  if (fullOf !== undefined) return new StoreFullError(fullOf, error.message);
  if (isUnavailable(error)) return new StoreUnavailableError(`the store is not available: ${error.message}`);
  if (isCommandError(error)) error.command = { name: error.command.name, args: [] };
  return error;
}

function isUnavailable(error: Error): boolean {
  if (error.name === 'ReplyError') return UNAVAILABLE.test(error.message);
  if ('syscall' in error) return true;
  return (
    error.name === 'AbortError' ||
    error.message === 'Command timed out' ||
    error.message === 'Connection is closed.' ||
    error.message.startsWith('Socket timeout')
  );
}

function isCommandError(error: Error): error is Error & { command: { name: string; args: unknown[] } } {
  return 'command' in error;
}
