import { constants } from 'node:os';
import { explain } from '@motus/local-system';

/** A tool that cannot be asked for so; the message is one clear line. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Says something to the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Says what happens, each line with the minutes and seconds since this function was made. */
export function progress(): (line: string) => void {
  const begin = performance.now();
  return (line) => {
    const seconds = Math.floor((performance.now() - begin) / 1000);
    say(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}  ${line}`);
  };
}

/** Says why a tool could not do its work: what was asked for wrongly, with the usage, or what broke. */
export function complain(error: unknown, usage: string): void {
  const lines = error instanceof UsageError ? [error.message, '', usage] : explain(error);
  for (const line of lines) process.stderr.write(`${line}\n`);
}

/** Has this process end in order when it is asked to, or when the one that started it is gone, or nobody reads any more. */
export function onEnd(end: () => Promise<unknown>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])
    process.once(signal, () => void end().finally(() => process.exit(130)));
  endUnread = end;
}

/** What is to be done before this process ends because nobody reads what it says (`| head -1`), which is no error. */
let endUnread: () => Promise<unknown> = async () => undefined;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', () => {
    const end = endUnread;
    // Once; what is said meanwhile fails as well.
    endUnread = () => new Promise(() => undefined);
    void end().finally(() => process.exit(128 + constants.signals.SIGPIPE));
  });
}

/**
 * A whole number from the command line.
 *
 * @throws UsageError where it is none, or not from 1 to `most`
 */
export function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
  throw new UsageError(`--${name}: "${text}" is no whole number from 1 to ${most}`);
}

/** The words between the commas. */
export function wordList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
