import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

const LEVELS: Record<number, readonly [name: string, style: Style]> = {
  10: ['TRACE', 'dim'],
  20: ['DEBUG', 'dim'],
  30: ['INFO', 'green'],
  40: ['WARN', 'yellow'],
  50: ['ERROR', 'red'],
  60: ['FATAL', 'red'],
};
const STYLES: Style[] = ['cyan', 'magenta', 'blue', 'yellow', 'green', 'red'];
const NAME_WIDTH = 11;

/** Redis begins each line with its process id, the date and a character for the level. */
const REDIS_PREFIX = /^\d+:[A-Z] \d+ \w+ \d{4} [\d:.]+ [.*#-] /;

/** Formats a log line for the terminal: instance, time, text; each instance in its own colour, unless NO_COLOR is set. */
export function logLine(instance: string, line: string): string {
  const now = new Date().toTimeString().slice(0, 8);
  return `${name(instance)} ${paint('dim', now)} ${readable(line)}`;
}

/** Formats pino's JSON as level, message and other fields; returns any other line without Redis' prefix. */
export function readable(line: string): string {
  const entry = parse(line);
  if (entry === undefined) return line.replace(REDIS_PREFIX, '');
  const { time, level, msg = '', service, instance, pid, hostname, v, err, ...rest } = entry;
  const [label, style] = LEVELS[Number(level)] ?? [String(level), 'dim'];
  const details = Object.entries(rest).map(([key, value]) => paint('dim', `${key}=${text(value)}`));
  return [paint(style, label.padEnd(5)), text(msg), ...details, errorText(err)].filter(Boolean).join(' ');
}

function name(instance: string): string {
  const sum = [...instance].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return paint(STYLES[sum % STYLES.length] ?? 'cyan', instance.padEnd(NAME_WIDTH));
}

function parse(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function errorText(err: unknown): string {
  if (typeof err !== 'object' || err === null) return '';
  const { stack, type, message, cause } = err as Record<'stack' | 'type' | 'message', string | undefined> & {
    cause?: unknown;
  };
  return `\n${stack ?? `${type}: ${message}`}${errorText(cause).replace('\n', '\ncaused by ')}`;
}

/** Adds colour if the output is a terminal that shows it. */
function paint(style: Style, words: string): string {
  return styleText(style, words, { stream: process.stdout });
}
