import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { countLogLines } from './log-metrics.ts';

test('shows delivered, waiting and dropped lines, with every reason from the start', async () => {
  const registry = new Registry();
  const none = { buffer_full: 0, refused: 0, too_long: 0, thread_ended: 0, closed: 0 };
  const loki = { write: () => undefined, counts: { delivered: 0, pending: 0, dropped: none } };
  countLogLines(registry, loki);
  const first = await registry.metrics();
  for (const reason of Object.keys(none))
    assert.match(first, new RegExp(`_dropped_total{reason="${reason}"} 0$`, 'm'));
  loki.counts = { delivered: 7, pending: 5, dropped: { ...none, refused: 3 } };
  await registry.metrics();
  const text = await registry.metrics();
  for (const line of [
    'log_lines_delivered_total 7',
    'log_lines_dropped_total{reason="refused"} 3',
    'log_lines_dropped_total{reason="buffer_full"} 0',
    'log_lines_pending 5',
  ]) {
    assert.ok(text.split('\n').includes(line), `${line} is not in\n${text}`);
  }
});
