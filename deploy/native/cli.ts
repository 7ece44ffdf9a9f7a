import { SystemError } from '../../libs/system/src/index.ts';

/** Says something to the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Ends a command with what went wrong: one clear line, and the last lines of the instance that failed. */
export function fail(error: unknown, format: (line: string) => string = (line) => line): never {
  if (error instanceof SystemError) {
    process.stderr.write(`\n${error.message}\n`);
    for (const line of error.lines) process.stderr.write(`  ${format(line)}\n`);
  } else {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  }
  process.exit(1);
}

/** Calls back when the process that started this command is gone, however it ended. */
export function onOrphaned(callback: () => void): void {
  process.once('disconnect', callback);
  // The channel alone must not keep this process alive.
  process.channel?.unref();
}
