import assert from 'node:assert/strict';
import { test } from 'node:test';
import { points } from './points.ts';

test('gives more points for fewer attempts, and none for a play that is not won', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map((attempts) => points('won', attempts)),
    [100, 85, 70, 55, 40, 25],
  );
  assert.equal(points('lost', 6), 0);
  assert.equal(points('playing', 3), 0);
  assert.throws(() => points('won', 0), RangeError);
  assert.throws(() => points('won', 7), RangeError);
});
