import { ServiceError } from '@motus/service';

/** More people log in than passwords can be hashed. Nothing was done: the same request may be sent again. */
export class BusyError extends ServiceError {
  override name = 'BusyError';

  constructor() {
    const message = 'Beaucoup de monde se connecte en ce moment. Réessayez dans quelques secondes.';
    super(503, 'try_again', message, { retryAfter: RETRY_AFTER });
  }
}

/** Hashes that are made one after the other. */
export interface HashQueue {
  /**
   * Does a work once all that came before is done.
   *
   * @param unwanted aborted when nobody waits for the result any more: then it is not begun
   * @throws BusyError at once where it would wait for too long
   */
  inTurn<T>(work: () => Promise<T>, unwanted?: AbortSignal): Promise<T>;
  /** How many wait. */
  readonly waiting: number;
  /** How many were begun. */
  readonly begun: number;
}

/**
 * The longest wait that a request is let into, in milliseconds: with the time that the store takes, some milliseconds but
 * for a switch of its primary, well below the ten seconds after which HAProxy sends the request to the twin.
 */
const LONGEST_WAIT = 6000;

/** What a hash takes before one was measured, and the least that is reckoned with, in milliseconds: it bounds how many wait. */
const FIRST_GUESS = 50;
const LEAST_GUESS = 20;

/** The part of the last one in what the next ones are reckoned to take. */
const WEIGHT = 0.2;

/** In seconds. */
const RETRY_AFTER = 5;

/**
 * One after the other, since each hash fills a core and 19 MiB for some 40 ms: a crowd that logs in must leave room for
 * those who play, and memory must not grow with it.
 *
 * @param now the clock, in milliseconds
 */
export function createHashQueue(now: () => number = () => performance.now()): HashQueue {
  const waiting = new Set<() => Promise<void>>();
  let working = false;
  let takes = FIRST_GUESS;
  let begun = 0;

  async function workOff(): Promise<void> {
    working = true;
    for (const next of waiting) {
      waiting.delete(next);
      await next();
    }
    working = false;
  }

  async function measured<T>(work: () => Promise<T>): Promise<T> {
    begun += 1;
    const start = now();
    try {
      return await work();
    } finally {
      takes = Math.max(LEAST_GUESS, takes + WEIGHT * (now() - start - takes));
    }
  }

  return {
    inTurn<T>(work: () => Promise<T>, unwanted?: AbortSignal): Promise<T> {
      if (unwanted?.aborted === true || waiting.size * takes > LONGEST_WAIT) {
        return Promise.reject(new BusyError());
      }
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const turn = () => {
        unwanted?.removeEventListener('abort', leave);
        return measured(work).then(resolve, reject);
      };
      const leave = () => {
        waiting.delete(turn);
        reject(new BusyError());
      };
      unwanted?.addEventListener('abort', leave, { once: true });
      waiting.add(turn);
      if (!working) void workOff();
      return promise;
    },
    get waiting() {
      return waiting.size;
    },
    get begun() {
      return begun;
    },
  };
}
