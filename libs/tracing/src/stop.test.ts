import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestCollector, until } from '@motus/testing';
import Fastify from 'fastify';
import { startTracing } from './active-tracing.ts';

// An OpenTelemetry variable: how long spans are collected for one export, in milliseconds.
process.env.OTEL_BSP_SCHEDULE_DELAY = '100';

test('stopping sends the pending spans, and does not wait for the export to a collector that hangs', async (t) => {
  // An OpenTelemetry variable, in milliseconds: the timeout of an export.
  process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '30000';
  const [good, hanging] = [await startTestCollector(), await startTestCollector({ hangs: true })];
  t.after(() => Promise.all([good.stop(), hanging.stop()]));
  for (const { url } of [good, hanging]) {
    const traces = await startTracing({ endpoint: url, service: 'motus', instance: 'motus1' });
    const app = Fastify();
    await app.register(traces.requestSpans);
    app.get('/', async () => 'done');
    await app.inject('/');
    await app.close();
    const started = performance.now();
    await traces.stop();
    assert.ok(performance.now() - started < 15_000, url);
  }
  assert.ok(good.spans.length > 0);
});

test('spans that cannot be delivered are reported', async () => {
  process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '300';
  const collector = await startTestCollector();
  await collector.stop();
  const traces = await startTracing({ endpoint: collector.url, service: 'motus', instance: 'motus1' });
  const problems: Error[] = [];
  traces.onProblem((problem) => problems.push(problem));
  const app = Fastify();
  await app.register(traces.requestSpans);
  app.get('/', async () => 'done');
  await app.inject('/');
  await app.close();
  await until(() => problems.length > 0);
  assert.match(String(problems[0]), /ECONNREFUSED/);
});
