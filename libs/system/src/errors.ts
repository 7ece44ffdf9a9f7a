/**
 * Something that the person at the terminal can mend: the message is one clear line, to be shown without a stack.
 */
export class SystemError extends Error {
  override name = 'SystemError';
  /** The last log lines of the instance that failed, oldest first; the reason is usually among them. */
  readonly lines: readonly string[];

  constructor(message: string, options: { lines?: readonly string[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.lines = options.lines ?? [];
  }
}

/** In so many lines, of so many characters, it is said what went wrong: more would hide it. */
const MOST_LINES = 10;
const LONGEST_LINE = 1500;

/**
 * What to tell the person at the terminal of an error: what failed and, last, why. At most ten lines.
 *
 * @param format makes a log line readable
 */
export function explain(error: unknown, format: (line: string) => string = (line) => line): string[] {
  if (error instanceof SystemError) {
    const why = error.lines.flatMap((line) => format(line).split('\n')).filter(isReason);
    // What is tried again and again fails again and again.
    return [error.message, ...[...new Set(why)].slice(1 - MOST_LINES).map((line) => `  ${shortened(line)}`)];
  }
  if (!(error instanceof Error)) return [String(error)];
  // What the machine refuses (EACCES, ENOSPC, …) needs no stack.
  if ('syscall' in error) return [error.message];
  return (error.stack ?? error.message).split('\n').slice(0, MOST_LINES);
}

/** Not where in the code it was, nor what Node.js says below an error that nobody caught. */
function isReason(line: string): boolean {
  return !/^\s*$|^\s+at |^Node\.js v\d/.test(line);
}

function shortened(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line;
}
