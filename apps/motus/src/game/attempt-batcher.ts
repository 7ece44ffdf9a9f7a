import { type Attempt, type AttemptResult, MAX_ATTEMPTS_PER_REQUEST } from '@motus/contracts';
import { ServiceError } from '@motus/service';
import { type Span, tracing } from '@motus/tracing';
import { Histogram, type Registry } from 'prom-client';

/**
 * After this time a batch without an answer no longer delays the next one, in milliseconds. It is longer than an answer
 * takes under full load, and the most that an attempt loses when the batch before it hangs.
 */
export const MAX_IN_FLIGHT_MS = 25;

/**
 * The longest time for which a batch waits to reach recent concurrency, in milliseconds. On a busy machine the players
 * who were just answered need part of it to send their next attempt.
 */
export const BATCH_DELAY_MS = 4;

/**
 * Sends a batch of attempts to the ledger, with the ids of their requests for its logs and their spans for its trace; resolves
 * with the results in the order of the attempts.
 */
export type AppendAttempts = (
  attempts: Attempt[],
  requestIds: readonly string[],
  spans: readonly (Span | undefined)[],
) => Promise<readonly AttemptResult[]>;

interface QueuedAttempt {
  readonly attempt: Attempt;
  readonly requestId: string;
  readonly span: Span | undefined;
  readonly resolve: (result: AttemptResult) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Sends attempts to the score service in batches (group commit), because a request costs much more than an attempt in
 * it.
 *
 * - An idle batcher sends an attempt immediately.
 * - While a batch is in flight, attempts queue. After the answer, flush when the queue reaches recent concurrency, or
 *   after `BATCH_DELAY_MS` (4 ms).
 * - Flush immediately at 32 attempts, the most that one request may hold.
 * - After `MAX_IN_FLIGHT_MS` (25 ms) without an answer, stop waiting for the batch in flight.
 * - Where the store of the score service has no room (507), send the attempts that continue a play again without those that
 *   begin one: while its memory is full, it takes such a batch.
 */
export class AttemptBatcher {
  readonly #append: AppendAttempts;
  readonly #batchSize: Histogram;
  readonly #queue: QueuedAttempt[] = [];
  #flushScheduled = false;
  /** The last batch sent, while it delays the next one. */
  #inFlight: readonly QueuedAttempt[] | undefined;
  /** The largest number of attempts in flight or queued at one time since the last batch timeout. */
  #recentConcurrency = 1;
  #batchTimer: NodeJS.Timeout | undefined;

  /** @param metrics receives the histogram `attempt_batch_size` */
  constructor(append: AppendAttempts, metrics: Registry) {
    this.#append = append;
    this.#batchSize = new Histogram({
      name: 'attempt_batch_size',
      help: 'Attempts sent to the score service in one batch',
      buckets: [1, 2, 4, 8, 16, MAX_ATTEMPTS_PER_REQUEST],
      registers: [metrics],
    });
  }

  /**
   * Queues an attempt.
   *
   * @param requestId the id of the player's request, which the batch carries
   * @returns the result of this attempt; rejects with the error of `append` when the batch was not delivered
   */
  submit(attempt: Attempt, requestId: string): Promise<AttemptResult> {
    const span = tracing()?.currentSpan();
    return new Promise((resolve, reject) => {
      this.#queue.push({ attempt, requestId, span, resolve, reject });
      const concurrency = this.#queue.length + (this.#inFlight?.length ?? 0);
      this.#recentConcurrency = Math.max(this.#recentConcurrency, concurrency);
      this.#flushIfDue();
    });
  }

  #flushIfDue(): void {
    if (this.#flushScheduled || this.#queue.length === 0) return;
    const isFree = this.#inFlight === undefined;
    if (this.#queue.length >= MAX_ATTEMPTS_PER_REQUEST) this.#scheduleFlush();
    else if (isFree && this.#queue.length >= this.#recentConcurrency) this.#scheduleFlush();
    else if (isFree) this.#batchTimer ??= setTimeout(() => this.#onBatchTimeout(), BATCH_DELAY_MS);
  }

  /** Flushes a batch that did not reach recent concurrency, and lowers that to the size of the batch. */
  #onBatchTimeout(): void {
    this.#batchTimer = undefined;
    if (this.#flushScheduled || this.#queue.length === 0 || this.#inFlight !== undefined) return;
    this.#scheduleFlush({ lowerConcurrency: true });
  }

  /** Flushes at the end of this turn of the event loop, so that the batch includes all that arrives in the turn. */
  #scheduleFlush({ lowerConcurrency } = { lowerConcurrency: false }): void {
    this.#flushScheduled = true;
    clearTimeout(this.#batchTimer);
    this.#batchTimer = undefined;
    setImmediate(() => {
      this.#flushScheduled = false;
      if (lowerConcurrency) this.#recentConcurrency = this.#queue.length;
      this.#flush(this.#queue.splice(0, MAX_ATTEMPTS_PER_REQUEST));
      this.#flushIfDue();
    });
  }

  #flush(batch: readonly QueuedAttempt[]): void {
    this.#batchSize.observe(batch.length);
    this.#inFlight = batch;
    const timer = setTimeout(() => this.#release(batch), MAX_IN_FLIGHT_MS);
    this.#send(batch).finally(() => {
      clearTimeout(timer);
      this.#release(batch);
    });
  }

  /** Stops waiting for a batch, which was answered or has taken too long. */
  #release(batch: readonly QueuedAttempt[]): void {
    if (this.#inFlight === batch) this.#inFlight = undefined;
    this.#flushIfDue();
  }

  async #send(batch: readonly QueuedAttempt[]): Promise<void> {
    try {
      const attempts = batch.map(({ attempt }) => attempt);
      const requestIds = batch.map(({ requestId }) => requestId);
      const spans = batch.map(({ span }) => span);
      settle(batch, await this.#append(attempts, requestIds, spans));
    } catch (error) {
      const continuing = batch.filter(({ attempt }) => attempt.row > 1);
      const isMixed = continuing.length > 0 && continuing.length < batch.length;
      const again = isMixed && isStoreFull(error) ? continuing : [];
      for (const queued of batch) if (!again.includes(queued)) queued.reject(error);
      if (again.length > 0) await this.#send(again);
    }
  }
}

/** Whether the store of the score service has no room for this batch. */
function isStoreFull(error: unknown): boolean {
  return error instanceof ServiceError && error.statusCode === 507;
}

function settle(batch: readonly QueuedAttempt[], results: readonly AttemptResult[]): void {
  batch.forEach(({ resolve, reject }, i) => {
    const result = results[i];
    if (result === undefined)
      reject(new Error('the score service returned fewer results than there were attempts in the batch'));
    else resolve(result);
  });
}
