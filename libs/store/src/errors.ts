/**
 * The store is unreachable, did not reply in time, or refuses to serve. The command may or may not have run; it is worth
 * another try later. Every service answers with the status 503.
 */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError';
  readonly statusCode: number = 503;
}

/** What a primary has run out of: see deploy/redis/disk-watch.sh. */
export type FullResource = 'disk' | 'memory';

/**
 * The store refuses writes until it has room for them; the command has not run. HAProxy does not repeat a request with
 * this status at the twin, which has the same store, and tells players 503.
 */
export class StoreFullError extends StoreUnavailableError {
  override name = 'StoreFullError';
  override readonly statusCode = 507;
  readonly reason: FullResource;

  constructor(reason: FullResource, reply: string) {
    super(`the store takes no writes, its ${reason} is full: ${reply}`);
    this.reason = reason;
  }
}

/** Error replies while Redis loads, fails over or has another password: not caused by the command. */
const UNAVAILABLE = /^(LOADING|READONLY|MASTERDOWN|BUSY|CLUSTERDOWN|TRYAGAIN|NOAUTH|WRONGPASS)\b/;

/** Error replies to a write for which there is no room. */
const FULL: Readonly<Record<string, FullResource>> = {
  MISCONF: 'disk',
  NOREPLICAS: 'disk',
  OOM: 'memory',
};

/**
 * Translates an error of ioredis into one of this library. It removes the arguments of the command from other errors,
 * because errors are logged, and the arguments are tokens, password hashes and the like.
 */
export function translate(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('the store failed', { cause: error });
  if (error instanceof StoreUnavailableError) return error;
  const full = error.name === 'ReplyError' ? FULL[error.message.split(' ', 1)[0] ?? ''] : undefined;
  if (full !== undefined) return new StoreFullError(full, error.message);
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
