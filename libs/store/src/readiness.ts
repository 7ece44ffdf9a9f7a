import { setTimeout as after } from 'node:timers/promises';
import { StoreFullError, StoreUnavailableError } from './errors.ts';
import { COMMAND_TIMEOUT, type Store } from './store.ts';

/** Readiness is asked every second: an answer that takes longer than this is none. In milliseconds. */
const READY_WITHIN = 500;

/**
 * A readiness check: rejects with a `StoreUnavailableError` while the store has been away for longer than commands wait
 * for it. Not earlier: during a switch of the primary requests wait, and an instance that says "not ready" meanwhile (as
 * its twin does) would make HAProxy refuse them all.
 *
 * It does not wait for a reconnection, so checks do not pile up while the store is away.
 */
export function storeReady(store: Store): () => Promise<void> {
  let seen = Number.NEGATIVE_INFINITY;
  return async () => {
    try {
      await answers(store);
      seen = performance.now();
    } catch (error) {
      if (performance.now() - seen > COMMAND_TIMEOUT) throw error;
    }
  };
}

async function answers(store: Store): Promise<void> {
  if (store.status !== 'ready') throw new StoreUnavailableError(`the store is ${store.status}`);
  const deadline = new AbortController();
  const late = after(READY_WITHIN, undefined, { signal: deadline.signal }).then(() => {
    throw new StoreUnavailableError(`the store did not answer within ${READY_WITHIN} ms`);
  });
  try {
    await Promise.race([store.ping(), late]);
  } catch (error) {
    // A store with a full disk says so to a PING as well. It still reads.
    if (!(error instanceof StoreFullError)) throw error;
  } finally {
    late.catch(() => undefined);
    deadline.abort();
  }
}
