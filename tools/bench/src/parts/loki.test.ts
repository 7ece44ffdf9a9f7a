import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoadResult, Round } from '../result.ts';
import { lokiTarget } from './loki.ts';

function load(name: string, rates: readonly number[]): LoadResult {
  const latency = { p50: 1, p99: 2, max: 3 };
  const rounds = rates.map((rate): Round => ({ rate, latency, cpu: {}, busy: 0 }));
  return { name, connections: 32, rounds, ratios: [] };
}

test('compares the guesses of the same round, with and without a Loki', () => {
  const without = load('guess, no Loki', [1000, 100, 2000]);
  const { measured, met } = lokiTarget([without, load('guess, a Loki', [960, 97, 1000])]);
  assert.deepEqual([measured, met], [0.96, true]);
  assert.equal(lokiTarget([without, load('guess, a Loki', [940, 94, 1990])]).met, false);
});

test('misses the target without a measurement', () => {
  assert.equal(lokiTarget([]).met, false);
});
