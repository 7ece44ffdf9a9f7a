import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyOf, median, spread } from './statistics.ts';

test('the median is the middle value, of an even number the mean of the two in the middle', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([9, 1, 5, 6]), 5.5);
  assert.equal(median([7]), 7);
});

test('a spread goes from the least to the most', () => {
  assert.deepEqual(spread([10, 8, 12]), { median: 10, least: 8, most: 12 });
});

test('what was not measured is no number', () => {
  assert.ok(Number.isNaN(median([])));
  assert.ok(Number.isNaN(spread([]).least));
});

test('of a thousand latencies ten may be above p99', () => {
  const values = Array.from({ length: 1000 }, (_, i) => (i * 7) % 1000);
  assert.deepEqual(latencyOf(values), { p50: 500, p99: 990, max: 999 });
});
