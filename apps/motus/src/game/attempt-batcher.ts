import { type Attempt, type AttemptResult, MAX_ATTEMPTS_PER_REQUEST } from '@motus/contracts';
import { Histogram, type Registry } from 'prom-client';
import type { ScoreClient } from '../score/score-client.ts';

/**
 * How long a group that was not answered yet holds back the next, in milliseconds: longer than an answer takes under
 * full load, and all that an attempt loses when one before it hangs.
 */
const HELD_BACK = 25;

/**
 * How long a group waits at most to become as large as the last ones, in milliseconds: on a busy machine it takes some
 * until those who were just answered are here again.
 */
const GATHERED_FOR = 4;

/**
 * Sends attempts to the score service in groups (group commit), because a call costs much more than an attempt in it.
 * At rest an attempt leaves at once, by itself. While a group is under way the next one gathers; once that is answered it
 * leaves, when it has as many attempts as were here at the same time of late, or a few milliseconds later.
 */
export interface AttemptGroups {
  /** What became of the attempt; rejects with a `ServiceError` when the group could not be delivered. */
  submit(attempt: Attempt, requestId: string): Promise<AttemptResult>;
}

interface Waiting {
  readonly attempt: Attempt;
  readonly requestId: string;
  readonly resolve: (result: AttemptResult) => void;
  readonly reject: (error: unknown) => void;
}

/** @param metrics gets the histogram `attempt_group_size` */
export function attemptGroups(score: Pick<ScoreClient, 'append'>, metrics: Registry): AttemptGroups {
  const sizes = new Histogram({
    name: 'attempt_group_size',
    help: 'Attempts handed to the score service in one request',
    buckets: [1, 2, 4, 8, 16, MAX_ATTEMPTS_PER_REQUEST],
    registers: [metrics],
  });
  const waiting: Waiting[] = [];
  let leaving = false;
  /** The last group that left, as long as the next has to wait for it. */
  let underWay: readonly Waiting[] | undefined;
  /** How many were here at the same time, under way or waiting, since a group waited in vain. */
  let together = 1;
  let gathering: NodeJS.Timeout | undefined;

  function leaveIfDue(): void {
    if (leaving || waiting.length === 0) return;
    if (waiting.length >= MAX_ATTEMPTS_PER_REQUEST) leaveSoon();
    else if (underWay === undefined && waiting.length >= together) leaveSoon();
    else if (underWay === undefined) gathering ??= setTimeout(inVain, GATHERED_FOR);
  }

  function inVain(): void {
    gathering = undefined;
    if (leaving || waiting.length === 0 || underWay !== undefined) return;
    leaveSoon(() => {
      together = waiting.length;
    });
  }

  /** At the end of this turn of the event loop, with all else that arrives in it. */
  function leaveSoon(before = () => {}): void {
    leaving = true;
    clearTimeout(gathering);
    gathering = undefined;
    setImmediate(() => {
      leaving = false;
      before();
      leave(waiting.splice(0, MAX_ATTEMPTS_PER_REQUEST));
      leaveIfDue();
    });
  }

  function leave(group: readonly Waiting[]): void {
    sizes.observe(group.length);
    underWay = group;
    const noLonger = () => {
      if (underWay === group) underWay = undefined;
      leaveIfDue();
    };
    const timer = setTimeout(noLonger, HELD_BACK);
    deliver(group).finally(() => {
      clearTimeout(timer);
      noLonger();
    });
  }

  async function deliver(group: readonly Waiting[]): Promise<void> {
    try {
      // The group goes by the id of its first request; at rest that is the only one.
      const results = await score.append(
        group.map(({ attempt }) => attempt),
        group[0]?.requestId ?? '',
      );
      group.forEach(({ resolve, reject }, i) => {
        const result = results[i];
        if (result === undefined)
          reject(new Error('the score service answered for fewer attempts than it got'));
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return {
    submit: (attempt, requestId) =>
      new Promise((resolve, reject) => {
        waiting.push({ attempt, requestId, resolve, reject });
        together = Math.max(together, waiting.length + (underWay?.length ?? 0));
        leaveIfDue();
      }),
  };
}
