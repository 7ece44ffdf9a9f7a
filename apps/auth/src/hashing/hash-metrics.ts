import { Counter, Gauge, type Registry } from 'prom-client';
import type { HashQueue } from './hash-queue.ts';

/** How many passwords were hashed, and how many wait. */
export function hashMetrics(registry: Registry, queue: HashQueue): void {
  new Counter({
    name: 'password_hashes_total',
    help: 'Hashes of passwords begun',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(queue.begun);
    },
  });
  new Gauge({
    name: 'password_hashes_waiting',
    help: 'Passwords that wait to be hashed',
    registers: [registry],
    collect() {
      this.set(queue.waiting);
    },
  });
}
