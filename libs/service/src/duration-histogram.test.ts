import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { DurationHistogram } from './duration-histogram.ts';

test('an exemplar has the time of its observation, in seconds', async () => {
  let now = 1_767_312_000_000;
  const histogram = new DurationHistogram<'route'>({
    name: 'duration_seconds',
    help: 'durations',
    buckets: [1],
    registry: new Registry(),
    now: () => now,
  });
  const series = histogram.addSeries({ route: '/' });
  series.observe(0.5, 'r1');
  now += 2500;
  series.observe(5, 'r2');
  const { values } = await histogram.get();
  assert.deepEqual(
    values.flatMap((sample) => ('exemplar' in sample && sample.exemplar ? [sample.exemplar.timestamp] : [])),
    [1_767_312_000, 1_767_312_002.5],
  );
});
