import { type Attributes, SpanKind, type SpanStatus, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

/**
 * The attributes that leave the process. Everything else is removed, above all addresses: the path of a request may hold the
 * id of a guest, its query the code of a login.
 */
const KEPT_ATTRIBUTES = [
  'attempts',
  'db.operation.name',
  'db.system.name',
  'error.type',
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'peer.service',
  'request_id',
] as const;

/** Wraps an exporter, so that it gets only the `redactSpan` of each span. */
export function redactSpans(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(redactSpan), done),
    shutdown: () => exporter.shutdown(),
  };
}

/**
 * Removes what may be secret from a span: keeps only the attributes listed above, and drops the messages and stacks of errors.
 * The log has the errors, redacted, in lines with the id of the trace.
 */
export function redactSpan(span: ReadableSpan): ReadableSpan {
  const { name, kind, parentSpanContext, startTime, endTime, duration, ended, links } = span;
  return {
    name,
    kind,
    spanContext: () => span.spanContext(),
    ...(parentSpanContext && { parentSpanContext }),
    startTime,
    endTime,
    duration,
    ended,
    status: statusOf(span),
    attributes: keptOf(span.attributes),
    links: links.map(({ context }) => ({ context })),
    events: [],
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: span.droppedLinksCount,
  };
}

/** A refused request (4xx) is not an error of the server, but @fastify/otel marks its span as one. */
function statusOf({ kind, status, attributes }: ReadableSpan): SpanStatus {
  const isRefusal = kind === SpanKind.SERVER && Number(attributes['http.response.status_code']) < 500;
  return { code: isRefusal ? SpanStatusCode.UNSET : status.code };
}

function keptOf(attributes: Attributes): Attributes {
  const kept: Attributes = {};
  for (const name of KEPT_ATTRIBUTES) {
    const value = attributes[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}
