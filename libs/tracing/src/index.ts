export type { Span } from '@opentelemetry/api';
export { runShared, startTracing, tracing } from './active-tracing.ts';
export type { CallSpan, Tracing, TracingOptions } from './tracing.ts';
