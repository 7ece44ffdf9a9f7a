/**
 * Replaces `Expires` by `Max-Age` in `Set-Cookie` headers, so that a wrong clock in the browser does not shorten or extend
 * a cookie (RFC 6265, section 5.3). A header that deletes a cookie is left unchanged.
 *
 * @param headers values of `Set-Cookie`
 * @param now     milliseconds since the Unix epoch
 */
export function expiresToMaxAge(headers: readonly string[], now: number): string[] {
  return headers.map((header) =>
    header.replace(/; *expires=([^;]+)/i, (attribute, date: string) => {
      // Round up, because the date is truncated to a whole second.
      const maxAge = Math.ceil((Date.parse(date) - now) / 1000);
      return maxAge > 0 ? `; max-age=${maxAge}` : attribute;
    }),
  );
}
