import { Counter, Gauge, type Registry } from 'prom-client';
import type { Store } from './store.ts';

/**
 * Adds what an operator wants to know of a store to the metrics of a service: whether its replica is there, how many
 * writes were acknowledged without it, and whether it has room for more.
 *
 * @param name as in the other metrics and in the logs: score-store
 */
export function storeMetrics(registry: Registry, name: string, { replication, room }: Store): void {
  new Gauge({
    name: 'store_replica_connected',
    help: 'Whether the replica confirms what it is sent (1) or is missing (0); asked for at rest, too',
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
    help: 'Whether the primary refuses writes (1), because its disk or its memory is full; asked for at rest, too',
    labelNames: ['store', 'reason'],
    registers: [registry],
    collect() {
      for (const reason of ['disk', 'memory'] as const)
        this.set({ store: name, reason }, room.full === reason ? 1 : 0);
    },
  });
}
