import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span that a collector was given. */
export interface CollectedSpan {
  /** The kind of service, and the instance, that made it. */
  readonly service: string;
  readonly instance: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'other';
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined for the first span of a trace. */
  readonly parentSpanId: string | undefined;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly failed: boolean;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

/** A stand-in for an OpenTelemetry collector: receives spans (OTLP over HTTP, in JSON). */
export interface TestCollector {
  readonly url: string;
  /** The spans received so far. */
  readonly spans: readonly CollectedSpan[];
  /** The request bodies, including the fields that `spans` leaves out. */
  readonly bodies: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts it, on a free port.
 *
 * @param options.hangs answers nothing
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export async function startTestCollector({ hangs = false } = {}): Promise<TestCollector> {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    if (hangs) return;
    const isExport = request.method === 'POST' && request.url === '/v1/traces';
    if (isExport) {
      bodies.push(body);
      spans.push(...spansIn(body));
    }
    response.writeHead(isExport ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Attributes = { key: string; value: { stringValue?: string; intValue?: number; boolValue?: boolean } }[];

interface Export {
  resourceSpans: {
    resource: { attributes: Attributes };
    scopeSpans: {
      spans: {
        traceId: string;
        spanId: string;
        parentSpanId?: string;
        name: string;
        kind: number;
        attributes: Attributes;
        status: { code: number };
        links: { traceId: string; spanId: string }[];
      }[];
    }[];
  }[];
}

const KINDS = { 1: 'internal', 2: 'server', 3: 'client' } as const;
const FAILED = 2;

function spansIn(body: string): CollectedSpan[] {
  const { resourceSpans } = JSON.parse(body) as Export;
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const of = valuesOf(resource.attributes);
    return scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        service: String(of['service.name']),
        instance: String(of['service.instance.id']),
        name: span.name,
        kind: KINDS[span.kind as keyof typeof KINDS] ?? 'other',
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId,
        attributes: valuesOf(span.attributes),
        failed: span.status.code === FAILED,
        links: span.links.map(({ traceId, spanId }) => ({ traceId, spanId })),
      }));
  });
}

function valuesOf(attributes: Attributes): Record<string, string | number | boolean> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.boolValue ?? '']),
  );
}
