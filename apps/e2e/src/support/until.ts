import { setTimeout as wait } from 'node:timers/promises';

/** Waits until a condition holds; fails after 15 seconds, with the last error where there was one. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 15_000;
  let last: unknown = new Error('the condition did not come to hold');
  while (performance.now() < deadline) {
    try {
      if (await holds()) return;
    } catch (error) {
      last = error;
    }
    await wait(50);
  }
  throw last;
}
