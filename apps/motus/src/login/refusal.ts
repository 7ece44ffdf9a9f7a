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
