import { setTimeout as after } from 'node:timers/promises';
import { StoreUnavailableError } from './errors.ts';
import type { Store } from './store.ts';

/** Readiness is asked every second: an answer that takes longer than this is none. In milliseconds. */
const READY_WITHIN = 500;

/**
 * A readiness check: rejects with a `StoreUnavailableError` unless the store answers within half a second. It does not
 * wait for a reconnection, so checks do not pile up while the store is away.
 */
export function storeReady(store: Store): () => Promise<void> {
  return async () => {
    if (store.status !== 'ready') throw new StoreUnavailableError(`the store is ${store.status}`);
    const deadline = new AbortController();
    const late = after(READY_WITHIN, undefined, { signal: deadline.signal }).then(() => {
      throw new StoreUnavailableError(`the store did not answer within ${READY_WITHIN} ms`);
    });
    try {
      await Promise.race([store.ping(), late]);
    } finally {
      late.catch(() => undefined);
      deadline.abort();
    }
  };
}
