import { setTimeout as wait } from 'node:timers/promises';
import type { HttpPlayer } from '@motus/testing/player';

/** The result of a steady stream of requests. */
export interface Load {
  readonly requests: number;
  /** One line for each request that was not answered with 200. */
  readonly failed: readonly string[];
  /** The longest response time. */
  readonly slowestMs: number;
}

/**
 * Sends requests at a steady rate: half a second before an action, during it, and one second after it. A slow response does
 * not delay other requests.
 *
 * @param paths the paths to request, in turn
 * @param perSecond at most 100
 */
export async function runUnderLoad(
  players: readonly HttpPlayer[],
  paths: readonly string[],
  perSecond: number,
  action: () => Promise<void>,
): Promise<Load> {
  const load = { requests: 0, failed: [] as string[], slowestMs: 0 };
  const pending = new Set<Promise<void>>();
  const sendRequest = async (i: number) => {
    const start = performance.now();
    const path = paths[i % paths.length] ?? '/';
    try {
      const answer = await players[i % players.length]?.get(path);
      if (answer?.status !== 200)
        load.failed.push(`${path}: ${answer?.status} ${answer?.text.slice(0, 200)}`);
    } catch (error) {
      load.failed.push(`${path}: ${error instanceof Error ? (error.cause ?? error) : error}`);
    }
    load.slowestMs = Math.max(load.slowestMs, performance.now() - start);
  };
  let done = false;
  const running = wait(500)
    .then(action)
    .then(() => wait(1000))
    .finally(() => {
      done = true;
    });
  for (let i = 0; !done; i++) {
    load.requests++;
    const sent = sendRequest(i).finally(() => pending.delete(sent));
    pending.add(sent);
    await wait(1000 / perSecond);
  }
  await Promise.all(pending);
  await running;
  return load;
}
