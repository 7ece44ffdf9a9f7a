/** The level of a line of HAProxy, by its text: on stdout it has none. */
export function readHaproxyLevel(line: string): 'info' | 'warning' | 'error' | 'critical' {
  if (/ has no server available/.test(line)) return 'critical';
  if (/^Server \S+ is DOWN/.test(line)) return 'error';
  if (/^(Server \S+ is (?!UP)|\d+ events? dropped|Proxy \S+ (paused|stopped))/.test(line)) return 'warning';
  return 'info';
}
