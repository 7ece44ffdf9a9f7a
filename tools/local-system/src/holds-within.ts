import { setTimeout as pause } from 'node:timers/promises';

const POLL_EVERY_MS = 50;

/**
 * Polls a condition; rejects with its error.
 *
 * @param timeoutMs how long to poll
 * @returns whether it held within that time
 */
export async function holdsWithin(condition: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    if (await condition()) return true;
    await pause(POLL_EVERY_MS);
  }
  return false;
}
