/**
 * True where the provider answered and said no (RFC 6749, section 5.2), as opposed to not being there: the HTTP client
 * of the OAuth 2.0 plugin throws Boom errors for both.
 *
 * @see https://hapi.dev/module/wreck/api#advanced
 */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('output' in error)) return false;
  const { statusCode } = error.output as { statusCode?: number };
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500;
}

/** True where a code is not, or no longer, worth anything (RFC 6749, section 5.2). */
export function isInvalidGrant(error: unknown): boolean {
  if (!isRefusal(error) || !(error instanceof Error) || !('data' in error)) return false;
  const { payload } = error.data as { payload?: { error?: unknown } };
  return payload?.error === 'invalid_grant';
}

/** True where no answer came, as opposed to one that says no. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error) || !('data' in error) || !('isBoom' in error)) return false;
  return (error.data as { isResponseError?: boolean } | null)?.isResponseError !== true;
}

/** True where a browser comes back with the state of another login than its own, or with none; the plugin says so by words. */
export function isBadState(error: unknown): boolean {
  return error instanceof Error && error.message === 'Invalid state';
}
