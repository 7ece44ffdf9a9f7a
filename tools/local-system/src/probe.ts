import { get } from 'node:http';

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
