import { type Attempt, type AttemptResult, MAX_ATTEMPTS_PER_REQUEST } from '@motus/contracts';
import { Histogram, type Registry } from 'prom-client';

/**
 * After this time a batch without an answer no longer delays the next one, in milliseconds. It is longer than an answer
 * takes under full load, and the most that an attempt loses when the batch before it hangs.
 */
const MAX_IN_FLIGHT_MS = 25;

/**
 * The longest time for which a batch waits to reach recent concurrency, in milliseconds. On a busy machine the players
 * who were just answered need part of it to send their next attempt.
 */
const BATCH_DELAY_MS = 4;

/**
 * Sends attempts to the score service in batches (group commit), because a request costs much more than an attempt in
 * it.
 *
 * - An idle batcher sends an attempt immediately.
 * - While a batch is in flight, attempts queue. After the answer, flush when the queue reaches recent concurrency, or
 *   after 4 ms.
 * - Flush immediately at 32 attempts, the most that one request may hold.
 * - After 25 ms without an answer, stop waiting for the batch in flight.
 */
export interface AttemptBatcher {
  /**
   * Queues an attempt.
   *
   * @param requestId the id of the player's request; the first one of a batch becomes the id of the batch
   * @returns the result of this attempt; rejects with the error of `append` when the batch was not delivered
   */
  submit(attempt: Attempt, requestId: string): Promise<AttemptResult>;
}

interface QueuedAttempt {
  readonly attempt: Attempt;
  readonly requestId: string;
  readonly resolve: (result: AttemptResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * @param append  sends a batch to the ledger; resolves with the results in the order of the attempts
 * @param metrics receives the histogram `attempt_group_size`
 */
export function createAttemptBatcher(
  append: (attempts: Attempt[], requestId: string) => Promise<readonly AttemptResult[]>,
  metrics: Registry,
): AttemptBatcher {
  const sizes = new Histogram({
    name: 'attempt_group_size',
    help: 'Attempts sent to the score service in one batch',
    buckets: [1, 2, 4, 8, 16, MAX_ATTEMPTS_PER_REQUEST],
    registers: [metrics],
  });
  const queue: QueuedAttempt[] = [];
  let flushScheduled = false;
  /** The last batch sent, while it delays the next one. */
  let inFlight: readonly QueuedAttempt[] | undefined;
  /** The largest number of attempts in flight or queued at one time since the last batch timeout. */
  let recentConcurrency = 1;
  let batchTimer: NodeJS.Timeout | undefined;

  function flushIfDue(): void {
    if (flushScheduled || queue.length === 0) return;
    if (queue.length >= MAX_ATTEMPTS_PER_REQUEST) scheduleFlush();
    else if (inFlight === undefined && queue.length >= recentConcurrency) scheduleFlush();
    else if (inFlight === undefined) batchTimer ??= setTimeout(onBatchTimeout, BATCH_DELAY_MS);
  }

  /** Flushes a batch that did not reach recent concurrency, and lowers that to the size of the batch. */
  function onBatchTimeout(): void {
    batchTimer = undefined;
    if (flushScheduled || queue.length === 0 || inFlight !== undefined) return;
    scheduleFlush(() => {
      recentConcurrency = queue.length;
    });
  }

  /** Flushes at the end of this turn of the event loop, so that the batch includes all that arrives in the turn. */
  function scheduleFlush(before = () => {}): void {
    flushScheduled = true;
    clearTimeout(batchTimer);
    batchTimer = undefined;
    setImmediate(() => {
      flushScheduled = false;
      before();
      flush(queue.splice(0, MAX_ATTEMPTS_PER_REQUEST));
      flushIfDue();
    });
  }

  function flush(batch: readonly QueuedAttempt[]): void {
    sizes.observe(batch.length);
    inFlight = batch;
    const release = () => {
      if (inFlight === batch) inFlight = undefined;
      flushIfDue();
    };
    const timer = setTimeout(release, MAX_IN_FLIGHT_MS);
    send(batch).finally(() => {
      clearTimeout(timer);
      release();
    });
  }

  async function send(batch: readonly QueuedAttempt[]): Promise<void> {
    try {
      const results = await append(
        batch.map(({ attempt }) => attempt),
        batch[0]?.requestId ?? '',
      );
      batch.forEach(({ resolve, reject }, i) => {
        const result = results[i];
        if (result === undefined)
          reject(new Error('the score service returned fewer results than there were attempts in the batch'));
        else resolve(result);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return {
    submit: (attempt, requestId) =>
      new Promise((resolve, reject) => {
        queue.push({ attempt, requestId, resolve, reject });
        recentConcurrency = Math.max(recentConcurrency, queue.length + (inFlight?.length ?? 0));
        flushIfDue();
      }),
  };
}
