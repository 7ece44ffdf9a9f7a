import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { type CollectedSpan, startTestCollector, type TestCollector, until } from '@motus/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import { request as send } from 'undici';
import { runShared, startTracing, tracing } from './active-tracing.ts';
import type { Tracing } from './tracing.ts';

const SECRET = 'guest-0123456789abcdefghijkl';
const CALLER = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

// An OpenTelemetry variable: how long spans are collected for one export, in milliseconds.
process.env.OTEL_BSP_SCHEDULE_DELAY = '20';

let collector: TestCollector;
let traces: Tracing;
let app: FastifyInstance;
/** Runs code inside of a request. @returns its result */
let handle: () => unknown;
let from: number;

before(async () => {
  collector = await startTestCollector();
  assert.equal(tracing(), undefined);
  traces = await startTracing({ endpoint: `${collector.url}/`, service: 'motus', instance: 'motus1' });
  assert.equal(tracing(), traces);
  app = Fastify({ genReqId: () => 'the-id' });
  await app.register(traces.requestSpans);
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({}),
  );
  app.all('/things/:id', async () => handle());
  app.get('/health/ready', async () => 'ready');
});
after(async () => {
  await app.close();
  await collector.stop();
});
beforeEach(() => {
  from = collector.spans.length;
  handle = () => 'done';
});

/** Waits for the spans of one test, by their names. */
async function spans<const Name extends string>(...names: Name[]): Promise<Record<Name, CollectedSpan>> {
  const named = () => names.map((name) => collector.spans.slice(from).find((span) => span.name === name));
  await until(() => named().every((span) => span !== undefined));
  return Object.fromEntries(named().map((span) => [span?.name, span])) as Record<Name, CollectedSpan>;
}

test('a request is a span, named by its route, that continues the trace of its caller', async () => {
  await app.inject({ url: '/things/1', headers: { traceparent: CALLER } });
  const { 'GET /things/:id': span } = await spans('GET /things/:id');
  assert.deepEqual([span.service, span.instance, span.kind], ['motus', 'motus1', 'server']);
  assert.deepEqual(span.attributes, {
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'http.route': '/things/:id',
    request_id: 'the-id',
  });
  assert.equal(`00-${span.traceId}-${span.parentSpanId}-01`, CALLER);
});

test('health checks create no spans', async () => {
  await app.inject('/health/ready');
  await app.inject('/things/1');
  await spans('GET /things/:id');
  assert.equal(collector.spans.length, from + 1);
});

test('spans contain no address, header or error message', async () => {
  handle = () => {
    throw Object.assign(new Error(`no ${SECRET}`), { statusCode: 409 });
  };
  const headers = { cookie: SECRET, authorization: `Bearer ${SECRET}`, 'x-forwarded-for': SECRET };
  await app.inject({ method: 'POST', url: `/things/${SECRET}?code=${SECRET}`, headers });
  const { 'POST /things/:id': span } = await spans('POST /things/:id');
  assert.equal(span.attributes['http.response.status_code'], 409);
  const found = collector.bodies.filter((body) => body.includes(SECRET));
  assert.deepEqual(found, []);
});

test('the span of a request has the status error for 5xx, not for 4xx', async () => {
  for (const [statusCode, failed] of [
    [404, false],
    [500, true],
  ] as const) {
    from = collector.spans.length;
    handle = () => {
      throw Object.assign(new Error('no'), { statusCode });
    };
    await app.inject('/things/1');
    const { 'GET /things/:id': span } = await spans('GET /things/:id');
    assert.equal(span.failed, failed, String(statusCode));
  }
});

test('a call creates a child span of its request, and no span outside of a request', async () => {
  const attributes = { 'db.operation.name': 'get', 'peer.service': 'score-store', 'db.query.text': SECRET };
  assert.equal(traces.startCall('get', attributes), undefined);
  handle = async () => {
    const call = traces.startCall('get', attributes);
    await new Promise((resolve) => setImmediate(resolve));
    call?.end();
    traces.startCall('set', {})?.end('unavailable');
    return call?.headers;
  };
  const answer = await app.inject('/things/1');
  const { 'GET /things/:id': request, get, set } = await spans('GET /things/:id', 'get', 'set');
  assert.deepEqual([get.kind, get.failed, get.parentSpanId], ['client', false, request.spanId]);
  assert.deepEqual(get.attributes, { 'db.operation.name': 'get', 'peer.service': 'score-store' });
  assert.deepEqual([set.failed, set.attributes], [true, { 'error.type': 'unavailable' }]);
  assert.deepEqual(answer.json(), { traceparent: `00-${get.traceId}-${get.spanId}-01` });
});

test('a request of undici creates a child span, and its headers continue the trace', async (t) => {
  const headers: string[] = [];
  const peer = createServer((request, response) => {
    headers.push(String(request.headers.traceparent));
    response.end();
  }).listen(0, '127.0.0.1');
  t.after(() => peer.close());
  await once(peer, 'listening');
  const url = `http://127.0.0.1:${(peer.address() as AddressInfo).port}/score/guests/${SECRET}?x=${SECRET}`;
  const call = async () => (await send(url)).body.dump();
  await call();
  handle = async () => {
    await call();
    return 'done';
  };
  await app.inject('/things/1');
  const { 'GET /things/:id': request, 'GET score': sent } = await spans('GET /things/:id', 'GET score');
  assert.deepEqual([sent.kind, sent.parentSpanId], ['client', request.spanId]);
  assert.deepEqual(headers, ['undefined', `00-${sent.traceId}-${sent.spanId}-01`]);
  assert.ok(collector.bodies.every((body) => !body.includes(SECRET)));
});

test('shared work is a child span of the first request, and linked with the others both ways', async () => {
  const all: ReturnType<Tracing['currentSpan']>[] = [];
  const together = Promise.withResolvers<void>();
  handle = async () => {
    all.push(traces.currentSpan());
    if (all.length < 3) return together.promise;
    await runShared('batch', [undefined, ...all], async () => traces.startCall('append', {})?.end());
    together.resolve();
  };
  await Promise.all([1, 2, 3].map((id) => app.inject(`/things/${id}`)));
  const { batch, append } = await spans('batch', 'append');
  const ofRequests = () =>
    all.map((span) => collector.spans.find(({ spanId }) => spanId === span?.spanContext().spanId));
  await until(() => ofRequests().every((span) => span !== undefined));
  const [first, ...others] = ofRequests();
  assert.deepEqual([batch.traceId, batch.parentSpanId], [first?.traceId, first?.spanId]);
  assert.equal(append.parentSpanId, batch.spanId);
  const id = ({ traceId = '', spanId = '' }: Partial<CollectedSpan> = {}) => ({ traceId, spanId });
  assert.deepEqual(batch.links, others.map(id));
  assert.deepEqual(first?.links, []);
  for (const other of others) assert.deepEqual(other?.links, [id(batch)]);
});

test('shared work continues the trace of a recorded request, if there is one', async () => {
  const all: ReturnType<Tracing['currentSpan']>[] = [];
  handle = async () => {
    all.push(traces.currentSpan());
    if (all.length === 2) await runShared('mixed batch', all, async () => undefined);
    return 'done';
  };
  await app.inject({ url: '/things/1', headers: { traceparent: CALLER.replace(/01$/, '00') } });
  await app.inject('/things/2');
  const { 'mixed batch': batch } = await spans('mixed batch');
  assert.equal(batch.parentSpanId, all[1]?.spanContext().spanId);
});

test('work that a request leaves behind, as a timer, is no part of its trace', async () => {
  const ended = Promise.withResolvers<void>();
  const left = Promise.withResolvers<unknown[]>();
  handle = () => {
    ended.promise.then(() => left.resolve([traces.startCall('left', {}), traces.logFields()]));
    return 'done';
  };
  await app.inject('/things/1');
  await spans('GET /things/:id');
  ended.resolve();
  assert.deepEqual(await left.promise, [undefined, {}]);
});

test('a log line within a recorded trace has the id of the trace', async () => {
  assert.deepEqual(traces.logFields(), {});
  handle = () => traces.logFields();
  const [, traceId] = CALLER.split('-');
  const recorded = await app.inject({ url: '/things/1', headers: { traceparent: CALLER } });
  assert.deepEqual(recorded.json(), { trace_id: traceId });
  const other = await app.inject({
    url: '/things/1',
    headers: { traceparent: CALLER.replace(/01$/, '00') },
  });
  assert.deepEqual(other.json(), {});
});
