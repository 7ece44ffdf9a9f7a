/**
 * The store could not be reached, did not answer in time, or refuses to serve: worth another try later. The command
 * may or may not have run. The status makes every service answer 503.
 */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError';
  readonly statusCode = 503;
}

/** What Redis answers while it loads, fails over, cannot write or knows another password: no fault of the command. */
const UNAVAILABLE =
  /^(LOADING|READONLY|MASTERDOWN|MISCONF|NOREPLICAS|OOM|BUSY|CLUSTERDOWN|TRYAGAIN|NOAUTH|WRONGPASS)\b/;

/**
 * Translates an error of the Redis client into one of this library's, and takes the arguments out of the others: they
 * are tokens, password hashes and the like, and errors end in logs.
 */
export function translate(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('the store failed', { cause: error });
  if (error instanceof StoreUnavailableError) return error;
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
