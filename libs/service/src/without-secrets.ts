/** Where the words of others, in messages and stacks, are known to quote what nobody may read. */
const QUOTED: ReadonlyArray<readonly [pattern: RegExp, instead: string]> = [
  // Credentials of HTTP (RFC 9110, section 11.4).
  [/\b(Basic|Bearer) +[\w.~+/=-]{8,}/gi, '$1 …'],
  // Credentials in a URL.
  [/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/?#"@]+@/gi, '$1…@'],
  // Redis, of a command that it does not know.
  [/(with args beginning with:)[^\n"]*/g, '$1 …'],
  // JSON.parse, of a text that is none; in a log line its quotation marks are escaped.
  [/, (?:\.\.\.)?\\?"[^\n]*?\\?"(?:\.\.\.)?( is not valid JSON)/g, ', …$1'],
];

/** A text without the credentials that error messages of libraries quote. */
export function withoutSecrets(text: string): string {
  return QUOTED.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
}
