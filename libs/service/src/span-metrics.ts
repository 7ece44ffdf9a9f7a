import { SPAN_DROP_REASONS, type SpanCounts } from '@motus/tracing';
import { Counter, type Registry } from 'prom-client';

/** Counts the spans that were delivered to the collector, or were dropped. */
export function countSpans(registry: Registry, traces: { readonly counts: SpanCounts }): void {
  const registers = [registry];
  new Counter({
    name: 'spans_delivered_total',
    help: 'Spans that the collector has accepted',
    registers,
    collect() {
      this.reset();
      this.inc(traces.counts.delivered);
    },
  });
  new Counter({
    name: 'spans_dropped_total',
    help: 'Spans that never reach the collector, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      const { dropped } = traces.counts;
      for (const reason of SPAN_DROP_REASONS) this.inc({ reason }, dropped[reason]);
    },
  });
}
