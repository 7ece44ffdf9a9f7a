import type { Registry } from 'prom-client';
import type { StoreLogger } from './connection-log.ts';
import { storeMetrics } from './metrics.ts';
import { storeReady } from './readiness.ts';
import { closeStore, createStore, type Store, type StoreOptions } from './store.ts';

/** What this function needs of a service: `createService` of @motus/service creates one. */
export interface StoreHost {
  readonly log: StoreLogger;
  readonly metrics: Registry;
  addReadinessCheck(name: string, check: () => Promise<void>): void;
  addHook(name: 'onClose', hook: () => Promise<void>): unknown;
}

/**
 * Connects a service to its store: the service is ready while the store is, serves the metrics of the store, and closes
 * the connection last, after the `onClose` hooks that are added later.
 */
export function connectStore(service: StoreHost, options: Omit<StoreOptions, 'logger'>): Store {
  const store = createStore({ ...options, logger: service.log });
  service.addReadinessCheck(options.name, storeReady(store));
  service.addHook('onClose', () => closeStore(store));
  storeMetrics(service.metrics, options.name, store);
  return store;
}
