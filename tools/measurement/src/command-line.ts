import { constants } from 'node:os';
import { explain, say } from '@motus/local-system';

/** The command line is invalid; the message is one line for the user. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Creates a function that prints progress lines, each with the minutes and seconds since it was created. */
export function progress(): (line: string) => void {
  const startedAt = performance.now();
  return (line) => {
    const seconds = Math.floor((performance.now() - startedAt) / 1000);
    say(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}  ${line}`);
  };
}

/** Prints an error on standard error: a `UsageError` together with the usage, any other with its explanation. */
export function complain(error: unknown, usage: string): void {
  const lines = error instanceof UsageError ? [error.message, '', usage] : explain(error);
  for (const line of lines) process.stderr.write(`${line}\n`);
}

/**
 * Registers a cleanup that runs before this process exits on a signal, on the end of its parent (`disconnect`), or when its
 * output is closed.
 */
export function onEnd(cleanUp: () => Promise<unknown>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'])
    process.once(signal, () => void cleanUp().finally(() => process.exit(130)));
  cleanUpOnClosedOutput = cleanUp;
}

/** Runs before this process exits because its output was closed (`| head -1`), which is not reported as an error. */
let cleanUpOnClosedOutput: () => Promise<unknown> = async () => undefined;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', () => {
    const cleanUp = cleanUpOnClosedOutput;
    // Run the cleanup once: each further write fails as well.
    cleanUpOnClosedOutput = () => new Promise(() => undefined);
    void cleanUp().finally(() => process.exit(128 + constants.signals.SIGPIPE));
  });
}

/**
 * Parses a whole number from the command line.
 *
 * @throws UsageError if it is no whole number from 1 to `max`
 */
export function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= max) return value;
  throw new UsageError(`--${name}: "${text}" is no whole number from 1 to ${max}`);
}

/** Splits a comma-separated list; spaces and empty items are dropped. */
export function wordList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
