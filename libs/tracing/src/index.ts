export type { Span } from '@opentelemetry/api';
export { runShared, startTracing, tracing } from './active-tracing.ts';
export { SPAN_DROP_REASONS, type SpanCounts } from './span-counts.ts';
export type { CallSpan, Tracing, TracingOptions } from './tracing.ts';
