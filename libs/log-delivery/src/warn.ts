import { writeSync } from 'node:fs';
import { redactSecrets } from './redact-secrets.ts';

/** A warning of one kind is written at most once in this time, in milliseconds, because it may itself be shipped to Loki. */
const INTERVAL_MS = 60_000;

/** Warns of an error of the delivery, at most once a minute for each kind. */
export type Warn = (kind: string, message: string) => void;

/** @param write gets each message; default: stderr */
export function createWarn(write: (message: string) => void = writeToStderr): Warn {
  const last = new Map<string, number>();
  return (kind, message) => {
    const now = performance.now();
    if (now - (last.get(kind) ?? Number.NEGATIVE_INFINITY) < INTERVAL_MS) return;
    last.set(kind, now);
    write(redactSecrets(`log delivery: ${message}`));
  };
}

/** Not through `process.stderr`: in a thread that waits for the main thread, which may be ending. */
function writeToStderr(message: string): void {
  try {
    writeSync(2, `${message.replaceAll('\n', ' ')}\n`);
  } catch {
    // The reader of stderr is gone or does not keep up, and there is no other place for the warning.
  }
}
