import { constants } from 'node:os';
import { explain } from '../../libs/system/src/index.ts';

/** Says something to the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ends a command with what went wrong, in a few lines: the last thing that it says. */
export function fail(error: unknown, format?: (line: string) => string): never {
  process.stderr.write(`\n${explain(error, format).join('\n')}\n`);
  process.exit(1);
}

/**
 * Ends this process when nobody reads what it says any more (`| head -1`): that is no error, and there is nobody to tell.
 *
 * @param end what to do then; default: ends at once, with what a shell says of a closed pipe
 */
export function endWhenUnread(end: () => void = () => process.exit(128 + constants.signals.SIGPIPE)): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', end);
}

/** Calls back when the process that started this command is gone, however it ended. */
export function onOrphaned(callback: () => void): void {
  process.once('disconnect', callback);
  // The channel alone must not keep this process alive.
  process.channel?.unref();
}
