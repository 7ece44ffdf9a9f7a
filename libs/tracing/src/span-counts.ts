import { type Attributes, createNoopMeter, type Meter, type MeterProvider } from '@opentelemetry/api';

/** Why a span was dropped; the label `reason` of `spans_dropped_total`. */
export const SPAN_DROP_REASONS = ['queue_full', 'export_failed'] as const;

/**
 * - `queue_full`: it ended while as many spans as the queue holds (`OTEL_BSP_MAX_QUEUE_SIZE`) waited
 * - `export_failed`: the collector did not take it, also when it was sent again
 */
export type SpanDropReason = (typeof SPAN_DROP_REASONS)[number];

/** How many of the spans that ended were delivered or dropped; the others wait. */
export interface SpanCounts {
  /** Spans that the collector has accepted. */
  readonly delivered: number;
  /** Spans that will never be delivered. */
  readonly dropped: Readonly<Record<SpanDropReason, number>>;
}

/** @see https://opentelemetry.io/docs/specs/semconv/otel/sdk-metrics/#metric-otelsdkprocessorspanprocessed */
const PROCESSED = 'otel.sdk.processor.span.processed';

/**
 * Counts spans by the metric that a span processor has of itself. A collector may also accept a request and refuse some spans
 * in it (`partialSuccess`); these count as delivered, because OpenTelemetry only logs them.
 *
 * @returns the counts so far, and where the span processor is to record its metrics
 */
export function createSpanCounter(): { counts: SpanCounts; meterProvider: MeterProvider } {
  let delivered = 0;
  const dropped = { queue_full: 0, export_failed: 0 };
  const count = (spans: number, { 'error.type': error }: Attributes = {}) => {
    if (error === undefined) delivered += spans;
    else dropped[error === 'queue_full' ? error : 'export_failed'] += spans;
  };
  const noop = createNoopMeter();
  // A copy, because all callers of `createNoopMeter` share one meter.
  const meter: Meter = Object.create(noop);
  meter.createCounter = (name, options) =>
    name === PROCESSED ? { add: count } : noop.createCounter(name, options);
  return {
    counts: {
      get delivered() {
        return delivered;
      },
      dropped,
    },
    meterProvider: { getMeter: () => meter },
  };
}
