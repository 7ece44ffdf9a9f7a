/** What is logged of an error. */
export interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  /** Only of an unexpected error. */
  readonly stack?: string;
  readonly cause?: SerializedError;
}

/** How many levels of causes are logged. */
const MAX_CAUSES = 5;

/**
 * Serializes an error for the log: type, message, code and stack, and the same of its cause. Other properties are left
 * out, because they hold secrets: HTTP clients attach the request with its credentials, the Redis client attaches the
 * arguments of the command.
 *
 * An expected error (a refused request, an unavailable service) is logged without its stack, since nobody searches the
 * code for it. When its cause is a bug, the cause keeps its stack.
 */
export function serializeError(error: unknown): SerializedError {
  return serialize(error, !isExpected(error), MAX_CAUSES);
}

/** True for an error that is a regular answer rather than a bug: HTTP status 4xx or 503, or a Boom error of an HTTP client. */
export function isExpected(error: unknown): boolean {
  if (propertyOf(error, 'isBoom') === true) return true;
  const status = propertyOf(error, 'statusCode');
  return typeof status === 'number' && ((status >= 400 && status < 500) || status === 503);
}

function serialize(error: unknown, withStack: boolean, causesLeft: number): SerializedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: typeof error === 'string' ? error : '' };
  const { stack, cause } = error;
  const code = propertyOf(error, 'code');
  return {
    type: error.constructor.name,
    message: messageOf(error),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...((withStack || isBug(error)) && stack !== undefined ? { stack } : {}),
    ...(cause === undefined || causesLeft === 0
      ? {}
      : { cause: serialize(cause, withStack, causesLeft - 1) }),
  };
}

/** True for the errors that JavaScript itself throws for a programming mistake. */
function isBug(error: Error): boolean {
  return [TypeError, ReferenceError, RangeError, SyntaxError].some((type) => error instanceof type);
}

/** For a host with several addresses Node.js throws an `AggregateError`, which has no message of its own. */
function messageOf(error: Error): string {
  if (!(error instanceof AggregateError) || error.message !== '') return error.message;
  return error.errors.map((one) => (one instanceof Error ? one.message : typeof one)).join(', ');
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
