import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestCollector, until } from '@motus/testing';
import Fastify from 'fastify';
import { startTracing } from './active-tracing.ts';

// OpenTelemetry variables: an export begins when four spans wait, not after some time, and the queue holds four.
process.env.OTEL_BSP_SCHEDULE_DELAY = '600000';
process.env.OTEL_BSP_MAX_EXPORT_BATCH_SIZE = '4';
process.env.OTEL_BSP_MAX_QUEUE_SIZE = '4';

const NONE = { queue_full: 0, export_failed: 0 };

/** Starts tracing, and sends requests, each of which makes one span. @returns the counts */
async function countsAfter(endpoint: string, requests: number) {
  const traces = await startTracing({ endpoint, service: 'motus', instance: 'motus1' });
  assert.deepEqual({ ...traces.counts }, { delivered: 0, dropped: NONE });
  const app = Fastify();
  await app.register(traces.requestSpans);
  app.get('/', async () => 'done');
  for (let i = 0; i < requests; i += 1) await app.inject('/');
  return traces.counts;
}

test('spans that the collector takes are counted as delivered', async (t) => {
  const collector = await startTestCollector();
  t.after(() => collector.stop());
  const counts = await countsAfter(collector.url, 4);
  await until(() => counts.delivered === 4);
  assert.equal(collector.spans.length, 4);
  assert.deepEqual(counts.dropped, NONE);
});

test('spans that the collector does not take are counted as dropped', async () => {
  // An OpenTelemetry variable, in milliseconds: the timeout of an export, tries included.
  process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '100';
  const collector = await startTestCollector();
  await collector.stop();
  const counts = await countsAfter(collector.url, 4);
  await until(() => counts.dropped.export_failed === 4);
  assert.deepEqual([counts.delivered, counts.dropped.queue_full], [0, 0]);
});

test('spans for which the queue has no room are counted as dropped', async (t) => {
  process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '10000';
  const collector = await startTestCollector({ hangs: true });
  t.after(() => collector.stop());
  // Four are being exported, four wait, and two find the queue full.
  const counts = await countsAfter(collector.url, 10);
  assert.deepEqual({ ...counts }, { delivered: 0, dropped: { queue_full: 2, export_failed: 0 } });
});
