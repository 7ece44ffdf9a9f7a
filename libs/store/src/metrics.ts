import { Counter, Gauge, type Registry } from 'prom-client';
import { measureCalls } from './call-metrics.ts';
import type { Store } from './store.ts';

/**
 * Registers the metrics of a store: how long its calls take, failovers, whether its replica is connected, how many writes
 * were acknowledged without it, and whether the primary refuses writes.
 *
 * @param name the label `store`, as in the logs: score-store
 */
export function storeMetrics(registry: Registry, name: string, store: Store): void {
  const { replication, capacity, failovers } = store;
  measureCalls(registry, name, store);
  new Counter({
    name: 'store_failovers_total',
    help: 'Connections to another primary than before',
    labelNames: ['store'],
    registers: [registry],
    collect() {
      this.reset();
      this.inc({ store: name }, failovers.count);
    },
  });
  new Gauge({
    name: 'store_replica_connected',
    help: 'Whether the replica confirms writes (1) or is missing (0); checked every five seconds without writes, too',
    labelNames: ['store'],
    registers: [registry],
    collect() {
      this.set({ store: name }, replication.connected ? 1 : 0);
    },
  });
  new Counter({
    name: 'store_unreplicated_writes_total',
    help: 'Writes acknowledged while only the primary had them',
    labelNames: ['store'],
    registers: [registry],
    collect() {
      this.reset();
      this.inc({ store: name }, replication.unreplicated);
    },
  });
  new Gauge({
    name: 'store_writes_refused',
    help: 'Whether the primary refuses writes (1) because its disk or memory is full; checked every five seconds without writes, too',
    labelNames: ['store', 'reason'],
    registers: [registry],
    collect() {
      for (const reason of ['disk', 'memory'] as const)
        this.set({ store: name, reason }, capacity.full === reason ? 1 : 0);
    },
  });
}
