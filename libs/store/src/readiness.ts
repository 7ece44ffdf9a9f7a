import { setTimeout as after } from 'node:timers/promises';
import { StoreFullError, StoreUnavailableError } from './errors.ts';
import { COMMAND_TIMEOUT_MS, type Store } from './store.ts';

/** HAProxy checks readiness every second: a reply that takes longer than this counts as none. In milliseconds. */
const PING_TIMEOUT_MS = 500;

/**
 * Creates a readiness check, which rejects with a `StoreUnavailableError` once the store has been unavailable for longer
 * than commands wait for it. Not earlier: during a failover requests wait, and if both twins answered "not ready" HAProxy
 * would refuse all requests.
 *
 * The check does not wait for a reconnection, so that checks do not pile up while the store is unavailable.
 */
export function storeReady(store: Store): () => Promise<void> {
  let lastReply = Number.NEGATIVE_INFINITY;
  return async () => {
    try {
      await ping(store);
      lastReply = performance.now();
    } catch (error) {
      if (performance.now() - lastReply > COMMAND_TIMEOUT_MS) throw error;
    }
  };
}

async function ping(store: Store): Promise<void> {
  if (store.status !== 'ready') throw new StoreUnavailableError(`the store is ${store.status}`);
  const abort = new AbortController();
  const timeout = after(PING_TIMEOUT_MS, undefined, { signal: abort.signal }).then(() => {
    throw new StoreUnavailableError(`the store did not answer within ${PING_TIMEOUT_MS} ms`);
  });
  try {
    await Promise.race([store.ping(), timeout]);
  } catch (error) {
    // A store with a full disk refuses even a PING, but still reads.
    if (!(error instanceof StoreFullError)) throw error;
  } finally {
    timeout.catch(() => undefined);
    abort.abort();
  }
}
