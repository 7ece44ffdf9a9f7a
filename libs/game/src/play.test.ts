import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pattern } from './pattern.ts';
import { playState } from './play.ts';
import { points } from './points.ts';

const WRONG = pattern('BALLON', 'BULBES');
const RIGHT = pattern('BULBES', 'BULBES');

test('a play is won by a row that is all correct, and lost after six other rows', () => {
  assert.equal(playState([]), 'playing');
  assert.equal(playState(Array(5).fill(WRONG)), 'playing');
  assert.equal(playState(Array(6).fill(WRONG)), 'lost');
  assert.equal(playState([RIGHT]), 'won');
  assert.equal(playState([...Array(5).fill(WRONG), RIGHT]), 'won');
});

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
