import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** How long one look may take, in milliseconds; a process that hangs must not hang its observer. */
const LOOK_WITHIN = 2000;

/** Asks for a page on a connection of its own, so that nothing stays open; undefined where nobody answers. */
export function look(url: string): Promise<{ status: number; text: string } | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: LOOK_WITHIN }, async (response) => {
      try {
        const chunks = await response.toArray();
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      } catch {
        resolve(undefined);
      }
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}

/**
 * Looks again and again until a condition holds.
 *
 * @param within milliseconds
 * @returns false when it did not hold within that time
 */
export async function until(condition: () => Promise<boolean>, within: number): Promise<boolean> {
  const deadline = performance.now() + within;
  while (performance.now() < deadline) {
    if (await condition()) return true;
    await pause(50);
  }
  return false;
}
