import { setTimeout as after } from 'node:timers/promises';
import { FastifyOtelInstrumentation } from '@fastify/otel';
import {
  type Attributes,
  context,
  DiagLogLevel,
  diag,
  type MeterProvider,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type BufferConfig } from '@opentelemetry/sdk-trace-base';
import { redactSpans } from './redact-spans.ts';
import { createSpanCounter } from './span-counts.ts';
import type { CallSpan, Tracing, TracingOptions } from './tracing.ts';

/** How long the end of the process may wait for the collector, in milliseconds. */
const STOP_MS = 700;

/** Not traced: HAProxy and Prometheus request these about once a second, and no player waits for them. */
const UNTRACED = /^\/(health\/|metrics\b)/;

/** Sets OpenTelemetry up for this process, and subscribes to the requests that undici sends. */
export function createTracing({ endpoint, service, instance }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const { counts, meterProvider } = createSpanCounter();
  // Not in the type of the settings: the constructor hands all of them on to @opentelemetry/sdk-trace, which has it.
  const settings: BufferConfig & { selfObsMeterProvider: MeterProvider } = {
    selfObsMeterProvider: meterProvider,
  };
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.instance.id': instance }),
    spanProcessors: [new BatchSpanProcessor(redactSpans(exporter), settings)],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  // Without `baggage`, because nothing here reads it.
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  traceUndici(provider);
  const tracer = provider.getTracer('@motus/tracing');
  return {
    requestSpans: requestSpans(provider),
    logFields: () => {
      const span = trace.getActiveSpan();
      return span?.isRecording() ? { trace_id: span.spanContext().traceId } : {};
    },
    currentSpan: () => trace.getActiveSpan(),
    startCall: (name, attributes) => startCall(tracer, name, attributes),
    runShared: (name, spans, work) => runShared(tracer, name, spans, work),
    onProblem: listenForProblems,
    counts,
    async stop() {
      const sent = provider.shutdown().catch(() => undefined);
      await Promise.race([sent, after(STOP_MS, undefined, { ref: false })]);
    },
  };
}

/** Whether a span that is recorded has ended: then what runs in its context, as a timer, is no longer its work. */
function hasEnded(span: Span): boolean {
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0 && !span.isRecording();
}

/** @see https://github.com/fastify/otel */
function requestSpans(provider: TracerProvider): Tracing['requestSpans'] {
  const instrumentation = new FastifyOtelInstrumentation({
    // One span per request; by default @fastify/otel also adds one per hook and handler.
    instrumentHooks: false,
    instrumentHandler: false,
    recordExceptions: false,
    ignorePaths: ({ url }) => UNTRACED.test(url),
    requestHook: (span, request) => {
      span.updateName(`${request.method} ${request.routeOptions.url ?? 'none'}`);
      span.setAttribute('request_id', request.id);
    },
  });
  instrumentation.setTracerProvider(provider);
  return instrumentation.plugin();
}

/**
 * Creates a span for each request that undici sends, and adds the headers with which its server continues the trace. The
 * copies of a repeated call are sibling spans.
 *
 * @see https://github.com/open-telemetry/opentelemetry-js-contrib/tree/main/packages/instrumentation-undici
 */
function traceUndici(provider: TracerProvider): void {
  const instrumentation = new UndiciInstrumentation({
    requireParentforSpans: true,
    requestHook: (span, { method, path }) => {
      const peer = /^\/(\w+)\//.exec(path)?.[1] ?? 'unknown';
      span.updateName(`${method} ${peer}`);
      span.setAttribute('peer.service', peer);
    },
  });
  instrumentation.setTracerProvider(provider);
}

function startCall(tracer: Tracer, name: string, attributes: Attributes): CallSpan | undefined {
  const caller = trace.getActiveSpan();
  if (caller === undefined || hasEnded(caller)) return undefined;
  const span = tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
  return {
    get headers() {
      const headers: Record<string, string> = {};
      propagation.inject(trace.setSpan(context.active(), span), headers);
      return headers;
    },
    end: (failure) => end(span, failure),
  };
}

function end(span: Span, failure: string | undefined): void {
  if (failure !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('error.type', failure);
  }
  span.end();
}

async function runShared<Result>(
  tracer: Tracer,
  name: string,
  spans: readonly (Span | undefined)[],
  work: () => Promise<Result>,
): Promise<Result> {
  const sharing = spans.filter((span) => span !== undefined);
  // Below a span that is not recorded, nothing is recorded: the other requests would lack this part of their traces.
  const parent = sharing.find((span) => span.isRecording()) ?? sharing[0];
  if (parent === undefined) return work();
  const others = sharing.filter((span) => span !== parent);
  const links = others.map((span) => ({ context: span.spanContext() }));
  const shared = tracer.startSpan(name, { links }, trace.setSpan(ROOT_CONTEXT, parent));
  for (const span of others) span.addLink({ context: shared.spanContext() });
  try {
    const result = await context.with(trace.setSpan(context.active(), shared), work);
    end(shared, undefined);
    return result;
  } catch (error) {
    end(shared, error instanceof Error ? error.name : 'unknown');
    throw error;
  }
}

/** Forwards errors from both places where OpenTelemetry reports them: its error handler and its diagnostics logger. */
function listenForProblems(listener: (problem: Error) => void): void {
  setGlobalErrorHandler((error) => listener(error instanceof Error ? error : new Error(String(error))));
  const ignore = () => undefined;
  const say = (message: string) => listener(new Error(message));
  diag.setLogger(
    { error: say, warn: say, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
