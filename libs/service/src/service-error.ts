/** An error whose code, message and details are sent to the client. */
export class ServiceError extends Error {
  override name = 'ServiceError';
  readonly statusCode: number;
  readonly code: string;
  readonly details: Record<string, unknown>;
  /** For the header `Retry-After`, in seconds. */
  readonly retryAfter: number;

  /**
   * @param statusCode HTTP status
   * @param code       stable, for programs
   * @param message    for players, in French
   * @param options    `details` become properties of the error answer; `cause` is only logged; `retryAfter`, in seconds, is
   *                   sent with a 503 (default: 1)
   */
  constructor(
    statusCode: number,
    code: string,
    message: string,
    options: { details?: Record<string, unknown>; cause?: unknown; retryAfter?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.statusCode = statusCode;
    this.code = code;
    this.details = options.details ?? {};
    this.retryAfter = options.retryAfter ?? 1;
  }
}

/** The code and the default message of an answer that says: repeat the same request later. */
export const TRY_AGAIN = [
  'try_again',
  'Le service est momentanément indisponible ; réessayez dans un instant.',
] as const;

/**
 * The error to throw while another service or a store is unavailable: the client may repeat the same request.
 *
 * @param message for players, in French
 * @param cause   only logged
 * @param status  507 when a store has no room for writes, because HAProxy does not repeat such a request; default 503
 */
export function tryAgain(message: string, cause: unknown, status: 503 | 507 = 503): ServiceError {
  return new ServiceError(status, TRY_AGAIN[0], message, { cause });
}

/** Another service sent an unexpected answer. When its status is 503, that service has logged the reason. */
export class AnsweredError extends Error {
  override name = 'AnsweredError';
  readonly status: number;

  /** @param what names the call, without anything secret */
  constructor(what: string, { status, text }: { status: number; text: string }) {
    super(`${what}: ${status} ${text.slice(0, MAX_QUOTE_LENGTH)}`);
    this.status = status;
  }
}

/** How many characters of an answer are logged. */
const MAX_QUOTE_LENGTH = 200;
