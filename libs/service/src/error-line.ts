/** All that is logged of an error. */
export interface ErrorLine {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  /** Missing where the error was to be expected. */
  readonly stack?: string;
  readonly cause?: ErrorLine;
}

/** How many causes of causes are followed. */
const DEEPEST = 5;

/**
 * What is logged of an error: type, message, code and stack, and the same of its cause. Never what else hangs on it: HTTP
 * clients attach the request, with its credentials, and the Redis client the arguments of the command.
 *
 * An error that was to be expected (a refused request, something that is away) has no stack: nobody looks for it in the code.
 * Where the cause is a bug, that has one.
 */
export function errorLine(error: unknown): ErrorLine {
  return lineOf(error, !isExpected(error), DEEPEST);
}

/** True of an error that is an answer, or the want of one, rather than a bug: HTTP status 4xx or 503, and Boom's, of HTTP clients. */
export function isExpected(error: unknown): boolean {
  if (memberOf(error, 'isBoom') === true) return true;
  const status = memberOf(error, 'statusCode');
  return typeof status === 'number' && ((status >= 400 && status < 500) || status === 503);
}

function lineOf(error: unknown, withStack: boolean, depth: number): ErrorLine {
  if (!(error instanceof Error))
    return { type: typeof error, message: typeof error === 'string' ? error : '' };
  const { stack, cause } = error;
  const code = memberOf(error, 'code');
  return {
    type: error.constructor.name,
    message: messageOf(error),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...((withStack || isBug(error)) && stack !== undefined ? { stack } : {}),
    ...(cause === undefined || depth === 0 ? {} : { cause: lineOf(cause, withStack, depth - 1) }),
  };
}

/** What the language throws at a mistake. */
function isBug(error: Error): boolean {
  return [TypeError, ReferenceError, RangeError, SyntaxError].some((type) => error instanceof type);
}

/** Node reports a host with several addresses as an `AggregateError`, which has no message of its own. */
function messageOf(error: Error): string {
  if (!(error instanceof AggregateError) || error.message !== '') return error.message;
  return error.errors.map((one) => (one instanceof Error ? one.message : typeof one)).join(', ');
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
