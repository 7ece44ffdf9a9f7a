import { DROP_REASONS, type LogThread } from '@motus/log-delivery';
import { Counter, Gauge, type Registry } from 'prom-client';

/** Counts the log lines that were delivered to Loki, wait, or were dropped. */
export function countLogLines(registry: Registry, loki: LogThread): void {
  const registers = [registry];
  new Counter({
    name: 'log_lines_delivered_total',
    help: 'Log lines that Loki has accepted',
    registers,
    collect() {
      this.reset();
      this.inc(loki.counts.delivered);
    },
  });
  new Counter({
    name: 'log_lines_dropped_total',
    help: 'Log lines that never reach Loki, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      const { dropped } = loki.counts;
      for (const reason of DROP_REASONS) this.inc({ reason }, dropped[reason]);
    },
  });
  new Gauge({
    name: 'log_lines_pending',
    help: 'Log lines that wait to be delivered to Loki',
    registers,
    collect() {
      this.set(loki.counts.pending);
    },
  });
}
