import { Counter, Gauge, type Registry } from 'prom-client';
import type { HashQueue } from './hash-queue.ts';

/** Registers metrics of the hash queue: how many hashes were started and how many wait. */
export function registerHashMetrics(registry: Registry, queue: HashQueue): void {
  new Counter({
    name: 'password_hashes_total',
    help: 'Password hashes started',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(queue.started);
    },
  });
  new Gauge({
    name: 'password_hashes_waiting',
    help: 'Passwords waiting to be hashed',
    registers: [registry],
    collect() {
      this.set(queue.waiting);
    },
  });
}
