import type { Span } from '@opentelemetry/api';
import type { Tracing, TracingOptions } from './tracing.ts';

let active: Tracing | undefined;

/** What traces this process; undefined where it is not traced, and then no module of OpenTelemetry's SDK is loaded. */
export function tracing(): Tracing | undefined {
  return active;
}

/**
 * Starts tracing. To be called before the application is built and its logger created. The sampler and the sizes of the
 * queue are read from the environment, by the names that OpenTelemetry gives them.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export async function startTracing(options: TracingOptions): Promise<Tracing> {
  const { createTracing } = await import('./open-telemetry.ts');
  active = createTracing(options);
  return active;
}

/** Runs work that several requests share: in a span that is linked with theirs (`Tracing.runShared`), if this process is traced. */
export function runShared<Result>(
  name: string,
  spans: readonly (Span | undefined)[],
  work: () => Promise<Result>,
): Promise<Result> {
  return active === undefined ? work() : active.runShared(name, spans, work);
}
