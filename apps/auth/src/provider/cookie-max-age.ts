/**
 * Cookies that tell how long they live instead of until when: a browser then needs no clock that agrees with that of the
 * server (RFC 6265, section 5.3). One that is being deleted stays as it is.
 *
 * @param lines values of `Set-Cookie`
 * @param now   milliseconds since the Unix epoch
 */
export function withMaxAge(lines: readonly string[], now: number): string[] {
  return lines.map((line) =>
    line.replace(/; *expires=([^;]+)/i, (expires, date: string) => {
      // The date has been cut to a whole second.
      const left = Math.ceil((Date.parse(date) - now) / 1000);
      return left > 0 ? `; max-age=${left}` : expires;
    }),
  );
}
