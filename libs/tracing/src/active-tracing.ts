import type { Span } from '@opentelemetry/api';
import type { Tracing, TracingOptions } from './tracing.ts';

let active: Tracing | undefined;

/** The tracing of this process; undefined without a collector, and then no module of OpenTelemetry's SDK is loaded. */
export function tracing(): Tracing | undefined {
  return active;
}

/**
 * Starts tracing. Call it before the application and its logger are created. OpenTelemetry reads the sampler and the sizes
 * of the queue from its own environment variables.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export async function startTracing(options: TracingOptions): Promise<Tracing> {
  const { createTracing } = await import('./open-telemetry.ts');
  active = createTracing(options);
  return active;
}

/** Runs work that several requests share; if this process is traced, in a span that is linked with theirs (`Tracing.runShared`). */
export function runShared<Result>(
  name: string,
  spans: readonly (Span | undefined)[],
  work: () => Promise<Result>,
): Promise<Result> {
  return active === undefined ? work() : active.runShared(name, spans, work);
}
