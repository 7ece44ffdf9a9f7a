import { SystemError } from './errors.ts';

/** Prints a line on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The limits of an explanation: more would hide the reason. */
const MAX_LINES = 10;
const MAX_LINE_LENGTH = 1500;

/**
 * Explains an error to the person at the terminal: what failed first, the reason last, in at most ten lines.
 *
 * @param format makes a log line readable; default: unchanged
 */
export function explain(error: unknown, format: (line: string) => string = (line) => line): string[] {
  if (error instanceof SystemError) {
    const why = error.lines.flatMap((line) => format(line).split('\n')).filter(isReason);
    // Drops repeated lines: an instance that retries logs the same failure many times.
    return [error.message, ...[...new Set(why)].slice(1 - MAX_LINES).map((line) => `  ${shortened(line)}`)];
  }
  if (!(error instanceof Error)) return [String(error)];
  // An error of a system call (EACCES, ENOSPC, …) needs no stack.
  if ('syscall' in error) return [error.message];
  return (error.stack ?? error.message).split('\n').slice(0, MAX_LINES);
}

/** Excludes stack frames, and the version that Node.js prints below an uncaught error. */
function isReason(line: string): boolean {
  return !/^\s*$|^\s+at |^Node\.js v\d/.test(line);
}

function shortened(line: string): string {
  return line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)} …` : line;
}
