import type { Attributes, Span } from '@opentelemetry/api';
import type { FastifyPluginCallback } from 'fastify';

/** Traces requests through the services, by OpenTelemetry. */
export interface Tracing {
  /**
   * Makes each request of a Fastify application a span, which continues the trace that its headers name. To be registered
   * before everything else: hooks that are added earlier run outside of the span.
   */
  readonly requestSpans: FastifyPluginCallback;
  /** The field of a log line that names the trace of the code that logs it; none outside of a trace that is recorded. */
  logFields(): { readonly trace_id?: string };
  /** The span of the code that calls this; undefined outside of a trace. */
  currentSpan(): Span | undefined;
  /**
   * Starts the span of a call, below that of the code that makes it.
   *
   * @param attributes only those that `bareSpan` keeps are sent
   * @returns undefined outside of a trace: what a service does by itself is not traced
   */
  startCall(name: string, attributes: Attributes): CallSpan | undefined;
  /**
   * Runs work that several requests share, in a span of its own: below the span of the first request that is recorded, and
   * linked with the spans of the others, both ways.
   *
   * @param spans those of the requests
   */
  runShared<Result>(
    name: string,
    spans: readonly (Span | undefined)[],
    work: () => Promise<Result>,
  ): Promise<Result>;
  /** Receives what goes wrong: spans that could not be delivered, or were dropped because too many waited. */
  onProblem(listener: (problem: Error) => void): void;
  /** Sends the spans that wait. Resolves after 700 ms at the latest, whatever becomes of the collector. */
  stop(): Promise<void>;
}

/** The span of a call to a store or to another service. */
export interface CallSpan {
  /** The headers by which an HTTP server continues the trace. @see https://www.w3.org/TR/trace-context/ */
  readonly headers: Readonly<Record<string, string>>;
  /** @param failure a word for what went wrong; undefined when nothing did */
  end(failure?: string): void;
}

/** Where spans go, and whose they are. */
export interface TracingOptions {
  /** The address of an OTLP/HTTP collector; `/v1/traces` is added to its path. */
  readonly endpoint: string;
  /** The kind of service, as `motus`. */
  readonly service: string;
  /** The name of the instance, as `motus1`. */
  readonly instance: string;
}
