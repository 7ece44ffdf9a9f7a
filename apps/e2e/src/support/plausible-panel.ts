import assert from 'node:assert/strict';
import type { PanelQuery } from '@motus/observability';
import type { Series } from './prometheus.ts';

/** Panels whose values may be below 0: a spent error budget, and an instance that does not answer. */
const MAY_BE_NEGATIVE = [
  'How much of the error budget is left?',
  'Which instances run?',
  'Since when?',
  'Which node of each store is the primary?',
];

/** Panels of events that this test does not cause, or that are over. All other panels must have a value above 0. */
const MAY_BE_ZERO = [
  'What is at risk?',
  'Which alerts fire?',
  // Players noticed nothing.
  'Which share of requests fails?',
  'Requests that players gave up',
  'Requests that were answered with an error',
  'Failed connections to servers',
  'Requests that took longer than 300 ms',
  'How much of the error budget is left?',
  'How fast is it spent now?',
  'Burn rate',
  // Nothing was full, slow, or stopped on purpose.
  'Does a store refuse writes?',
  'How far is the replica behind?',
  'How many people wait for the hash of their password?',
  'Do requests wait for a server?',
  'Requests in flight',
  'Does an instance drain?',
  'Errors of the backends',
  'Calls that were sent again after a silence',
  'Calls that services gave up',
  'Retries and redispatches of calls, by backend',
  // Loki accepted all lines, the collector all spans, and no receiver of alerts is configured.
  'Were log lines lost?',
  'Were spans lost?',
  'Log lines that wait',
  'Are notifications delivered?',
  'Do rules fail?',
  // Prometheus writes its first block after two hours.
  'Memory and disk of Prometheus',
];

/**
 * Asserts that what a panel shows after a played game with kills and a failover is plausible: it has series with all labels of
 * their legend, numbers in the range of their unit, and, unless the panel may be 0, one above 0.
 */
export function assertPlausible(
  { panel, expr, legend, mark }: PanelQuery,
  unit: string | undefined,
  series: Series[],
): void {
  assert.ok(series.length > 0, `no series: ${expr}`);
  assert.ok(series.length <= 100, `${series.length} series cannot be read`);
  for (const { labels } of series)
    for (const [, label = ''] of legend.matchAll(/\{\{(\w+)\}\}/g))
      assert.ok(labels[label], `a series without ${label}: ${JSON.stringify(labels)}`);
  const values = series.flatMap((one) => one.values.map(([, value]) => value));
  assert.ok(values.some(Number.isFinite), `no value: ${expr}`);
  const numbers = values.filter((value) => !Number.isNaN(value));
  assert.ok(numbers.every(Number.isFinite), `an infinite value: ${expr}`);
  if (!MAY_BE_NEGATIVE.includes(panel)) assert.ok(Math.min(...numbers) >= 0, `a value below 0: ${expr}`);
  // A process with several threads can use more than one core.
  const highest =
    { percentunit: panel === 'Processor' ? 4 : 1, percent: 100 }[unit ?? ''] ?? Number.POSITIVE_INFINITY;
  assert.ok(Math.max(...numbers) <= highest * 1.001, `${Math.max(...numbers)} ${unit}: ${expr}`);
  if (!MAY_BE_ZERO.includes(panel)) assert.ok(Math.max(...numbers) > 0, `only 0: ${expr}`);
  if (mark)
    assert.ok(
      numbers.every((value) => value > 0),
      'Grafana marks values above 0',
    );
}
