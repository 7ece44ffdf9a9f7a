import { setTimeout as wait } from 'node:timers/promises';
import type { HttpPlayer } from '@motus/testing/player';

/** What became of a steady stream of requests. */
export interface Load {
  readonly requests: number;
  /** What was answered instead of 200, or why there was no answer. */
  readonly failed: readonly string[];
  /** In milliseconds. */
  readonly slowest: number;
}

/**
 * Sends requests at a steady rate for half a second, while something happens, and for a second longer; a slow answer
 * does not slow the others down.
 *
 * @param paths what is asked, in turn
 * @param perSecond at most 100
 */
export async function underLoad(
  players: readonly HttpPlayer[],
  paths: readonly string[],
  perSecond: number,
  happens: () => Promise<void>,
): Promise<Load> {
  const load = { requests: 0, failed: [] as string[], slowest: 0 };
  const pending = new Set<Promise<void>>();
  const one = async (i: number) => {
    const start = performance.now();
    const path = paths[i % paths.length] ?? '/';
    try {
      const answer = await players[i % players.length]?.get(path);
      if (answer?.status !== 200)
        load.failed.push(`${path}: ${answer?.status} ${answer?.text.slice(0, 200)}`);
    } catch (error) {
      load.failed.push(`${path}: ${error instanceof Error ? (error.cause ?? error) : error}`);
    }
    load.slowest = Math.max(load.slowest, performance.now() - start);
  };
  let over = false;
  const happening = wait(500)
    .then(happens)
    .then(() => wait(1000))
    .finally(() => {
      over = true;
    });
  for (let i = 0; !over; i++) {
    load.requests++;
    const sent = one(i).finally(() => pending.delete(sent));
    pending.add(sent);
    await wait(1000 / perSecond);
  }
  await Promise.all(pending);
  await happening;
  return load;
}
