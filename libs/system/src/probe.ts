import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** How long one request may take, in milliseconds: a process that hangs must not block the one that checks it. */
const PROBE_TIMEOUT_MS = 2000;

/** Sends a GET request on a connection of its own, so that none stays open; undefined when there is no response. */
export function probeHttp(url: string): Promise<{ status: number; text: string } | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: PROBE_TIMEOUT_MS }, async (response) => {
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
 * Polls a condition every 50 ms until it holds.
 *
 * @param within milliseconds
 * @returns whether it held within that time
 */
export async function until(condition: () => Promise<boolean>, within: number): Promise<boolean> {
  const deadline = performance.now() + within;
  while (performance.now() < deadline) {
    if (await condition()) return true;
    await pause(50);
  }
  return false;
}
