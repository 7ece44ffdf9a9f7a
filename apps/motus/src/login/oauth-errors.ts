/**
 * True for an error answer of the provider (RFC 6749, section 5.2); false where none came. The HTTP client of the
 * OAuth 2.0 plugin throws Boom errors for both.
 *
 * @see https://hapi.dev/module/wreck/api#advanced
 */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('output' in error)) return false;
  const { statusCode } = error.output as { statusCode?: number };
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500;
}

/** True where the provider refuses a code as invalid, expired or used (RFC 6749, section 5.2). */
export function isInvalidGrant(error: unknown): boolean {
  if (!isRefusal(error) || !(error instanceof Error) || !('data' in error)) return false;
  const { payload } = error.data as { payload?: { error?: unknown } };
  return payload?.error === 'invalid_grant';
}

/** True where no answer of the provider came. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error) || !('data' in error) || !('isBoom' in error)) return false;
  return (error.data as { isResponseError?: boolean } | null)?.isResponseError !== true;
}

/** True for a callback whose `state` is not that of this browser's login. Only the message of the plugin's error says so. */
export function isBadState(error: unknown): boolean {
  return error instanceof Error && error.message === 'Invalid state';
}
