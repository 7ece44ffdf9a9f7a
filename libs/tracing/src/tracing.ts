import type { Attributes, Span } from '@opentelemetry/api';
import type { FastifyPluginCallback } from 'fastify';
import type { SpanCounts } from './span-counts.ts';

/** Traces requests through the services, by OpenTelemetry. */
export interface Tracing {
  /**
   * Creates a span for each request of a Fastify application, which continues the trace named by its headers. Register it
   * first: hooks that are added earlier run outside of the span.
   */
  readonly requestSpans: FastifyPluginCallback;
  /** Adds the id of the current trace to a log line; nothing outside of a span that is being recorded. */
  logFields(): { readonly trace_id?: string };
  /** The span of the code that calls this; undefined outside of a trace. */
  currentSpan(): Span | undefined;
  /**
   * Starts the span of a call, as a child of the current span.
   *
   * @param attributes only those that `redactSpan` keeps are sent
   * @returns undefined outside of a trace, and after the end of the current span: work that no request causes, or that a request
   * leaves behind in a timer, is not traced
   */
  startCall(name: string, attributes: Attributes): CallSpan | undefined;
  /**
   * Runs work that several requests share in one span: a child of the first recorded request, linked with the spans of the
   * others in both directions.
   *
   * @param spans those of the requests
   */
  runShared<Result>(
    name: string,
    spans: readonly (Span | undefined)[],
    work: () => Promise<Result>,
  ): Promise<Result>;
  /** Receives errors: spans that could not be exported, or were dropped because the queue was full. */
  onProblem(listener: (problem: Error) => void): void;
  /** The spans so far: delivered and dropped. */
  readonly counts: SpanCounts;
  /** Exports the pending spans. Resolves after at most 700 ms, even if the collector does not respond. */
  stop(): Promise<void>;
}

/** The span of a call to a store or to another service. */
export interface CallSpan {
  /** The headers with which an HTTP server continues the trace. @see https://www.w3.org/TR/trace-context/ */
  readonly headers: Readonly<Record<string, string>>;
  /** @param failure a word for what went wrong; undefined when nothing did */
  end(failure?: string): void;
}

/** The collector, and the names that spans carry. */
export interface TracingOptions {
  /** The address of an OTLP/HTTP collector; `/v1/traces` is added to its path. */
  readonly endpoint: string;
  /** The kind of service, as `motus`. */
  readonly service: string;
  /** The name of the instance, as `motus1`. */
  readonly instance: string;
}
