import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyOf, median, spread } from './statistics.ts';

test('the median of an even number of values is the mean of the two middle ones', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([9, 1, 5, 6]), 5.5);
  assert.equal(median([7]), 7);
});

test('a spread has the median, minimum and maximum', () => {
  assert.deepEqual(spread([10, 8, 12]), { median: 10, min: 8, max: 12 });
});

test('without values the median and the spread are NaN', () => {
  assert.ok(Number.isNaN(median([])));
  assert.ok(Number.isNaN(spread([]).min));
});

test('ten of a thousand latencies are at or above p99', () => {
  const values = Array.from({ length: 1000 }, (_, i) => (i * 7) % 1000);
  assert.deepEqual(latencyOf(values), { p50: 500, p99: 990, max: 999 });
});
