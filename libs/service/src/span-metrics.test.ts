import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { countSpans } from './span-metrics.ts';

test('shows delivered and dropped spans, with every reason from the start', async () => {
  const registry = new Registry();
  const traces = { counts: { delivered: 0, dropped: { queue_full: 0, export_failed: 0 } } };
  countSpans(registry, traces);
  const lines = async () => (await registry.metrics()).split('\n').filter((line) => /^spans_/.test(line));
  assert.deepEqual(await lines(), [
    'spans_delivered_total 0',
    'spans_dropped_total{reason="queue_full"} 0',
    'spans_dropped_total{reason="export_failed"} 0',
  ]);
  traces.counts = { delivered: 7, dropped: { queue_full: 2, export_failed: 3 } };
  await lines();
  assert.deepEqual(await lines(), [
    'spans_delivered_total 7',
    'spans_dropped_total{reason="queue_full"} 2',
    'spans_dropped_total{reason="export_failed"} 3',
  ]);
});
