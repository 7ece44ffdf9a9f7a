/**
 * The places in which error messages of libraries are known to quote secrets. Clients control much of the text, so every
 * pattern takes a time in proportion to its length: what may begin anywhere has a bounded length or cannot begin in itself.
 *
 * Hardly any line has one of them, so a text without the `hint` of a pattern, which each match contains, is not searched by it.
 */
const SECRETS: ReadonlyArray<readonly [hint: string, pattern: RegExp, replacement: string]> = [
  // HTTP credentials (RFC 9110, section 11.4), in any case, so without a hint.
  ['', /\b(Basic|Bearer) +[\w.~+/=-]{8,}/gi, '$1 …'],
  // The id of a guest, in the path of a request (GUEST in libs/contracts): its cookie, without the signature.
  ['guest-', /\bguest-[\w-]{22}/g, 'guest-…'],
  // Credentials in a URL.
  ['://', /:\/\/[^\s/?#"@]+@/g, '://…@'],
  // The arguments of a command that Redis does not know.
  ['with args beginning with:', /(with args beginning with:)[^\n"]*/g, '$1 …'],
  // The text that JSON.parse could not read, 20 characters at most; in a log line they are escaped.
  [' is not valid JSON', /, (?:\.\.\.)?\\?"[^\n]{0,200}?\\?"(?:\.\.\.)?( is not valid JSON)/g, ', …$1'],
];

/** Replaces the secrets that error messages and stacks of libraries quote. */
export function redactSecrets(text: string): string {
  return SECRETS.reduce(
    (redacted, [hint, pattern, replacement]) =>
      redacted.includes(hint) ? redacted.replace(pattern, replacement) : redacted,
    text,
  );
}
