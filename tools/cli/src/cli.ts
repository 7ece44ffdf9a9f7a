import { constants } from 'node:os';
import { explain } from '@motus/local-system';

/** Prints an error as the last lines of the output, and exits with code 1. */
export function fail(error: unknown, format?: (line: string) => string): never {
  process.stderr.write(`\n${explain(error, format).join('\n')}\n`);
  process.exit(1);
}

/**
 * Ends this process without an error message when its output is closed, as by `| head -1`.
 *
 * @param end what to do then; default: exit at once with the code of SIGPIPE, as a shell expects
 */
export function endWhenUnread(end: () => void = () => process.exit(128 + constants.signals.SIGPIPE)): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', end);
}

/** Calls back when the parent process has ended, in whatever way. */
export function onOrphaned(callback: () => void): void {
  process.once('disconnect', callback);
  // An open IPC channel must not keep this process alive.
  process.channel?.unref();
}
