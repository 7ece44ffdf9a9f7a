import { ServiceError } from '@motus/service';

/** Rejects a request because too many passwords wait to be hashed. Nothing was changed, so the request may be repeated. */
export class BusyError extends ServiceError {
  override name = 'BusyError';

  constructor() {
    const message = 'Beaucoup de monde se connecte en ce moment. Réessayez dans quelques secondes.';
    super(503, 'try_again', message, { retryAfter: RETRY_AFTER_S });
  }
}

/** Runs password hashes one at a time. */
export interface HashQueue {
  /**
   * Runs a job after all jobs that were enqueued before it.
   *
   * @param signal aborted when nobody waits for the result any more: a job that has not started is then removed and rejects
   *   with a `BusyError`
   * @throws BusyError immediately when the job would wait for too long
   */
  enqueue<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Number of jobs that wait. */
  readonly waiting: number;
  /** Number of jobs that were started. */
  readonly started: number;
}

/**
 * The longest expected wait at which a job is still accepted. It leaves enough of the ten seconds after which HAProxy sends
 * the request to the twin for the calls to the store, which take some milliseconds unless its primary is being switched.
 */
const MAX_WAIT_MS = 6000;

/** The estimated duration of a job before one was measured. */
const INITIAL_ESTIMATE_MS = 50;
/** The lowest estimate, which bounds how many jobs may wait. */
const MIN_ESTIMATE_MS = 20;

/** The weight of the latest duration in the moving average of durations. */
const EWMA_WEIGHT = 0.2;

const RETRY_AFTER_S = 5;

/**
 * Runs jobs one at a time because each hash occupies a core and 19 MiB for about 40 ms: many logins at once must leave CPU
 * time for players, and must not increase memory use.
 *
 * @param now the clock, in milliseconds
 */
export function createHashQueue(now: () => number = () => performance.now()): HashQueue {
  const waiting = new Set<() => Promise<void>>();
  let isDraining = false;
  let estimatedMs = INITIAL_ESTIMATE_MS;
  let started = 0;

  async function drain(): Promise<void> {
    isDraining = true;
    for (const next of waiting) {
      waiting.delete(next);
      await next();
    }
    isDraining = false;
  }

  /** Runs a job and includes its duration in the estimate. */
  async function runTimed<T>(job: () => Promise<T>): Promise<T> {
    started += 1;
    const start = now();
    try {
      return await job();
    } finally {
      estimatedMs = Math.max(MIN_ESTIMATE_MS, estimatedMs + EWMA_WEIGHT * (now() - start - estimatedMs));
    }
  }

  return {
    enqueue<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      if (signal?.aborted === true || waiting.size * estimatedMs > MAX_WAIT_MS) {
        return Promise.reject(new BusyError());
      }
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const start = () => {
        signal?.removeEventListener('abort', cancel);
        return runTimed(job).then(resolve, reject);
      };
      const cancel = () => {
        waiting.delete(start);
        reject(new BusyError());
      };
      signal?.addEventListener('abort', cancel, { once: true });
      waiting.add(start);
      if (!isDraining) void drain();
      return promise;
    },
    get waiting() {
      return waiting.size;
    },
    get started() {
      return started;
    },
  };
}
