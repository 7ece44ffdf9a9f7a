import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play } from '../fake-plays.ts';
import { playedHard, unusedHint } from './hard-mode.ts';

const rowsOf = (...words: string[]) => play(words).rows;

test('accepts every word before the first row', () => {
  assert.equal(unusedHint('BANANE', []), undefined);
});

test('requires a correct letter in its place', () => {
  // BULBES against BALLON: B and the first L are in place.
  assert.deepEqual(unusedHint('BELLES', rowsOf('BALLON')), undefined);
  assert.deepEqual(unusedHint('BASSES', rowsOf('BALLON')), { kind: 'place', letter: 'L', place: 3 });
});

test('requires a present letter anywhere in the word', () => {
  assert.deepEqual(unusedHint('BANANA', rowsOf('BESOIN')), { kind: 'letter', letter: 'E', count: 1 });
  assert.equal(unusedHint('BASSES', rowsOf('BESOIN')), undefined);
});

test('requires as many copies of a letter as one row has shown', () => {
  assert.deepEqual(unusedHint('BOULES', rowsOf('BARBES')), { kind: 'place', letter: 'B', place: 4 });
  assert.deepEqual(unusedHint('BALLES', rowsOf('BIBLES')), { kind: 'letter', letter: 'B', count: 2 });
});

test('finds a play hard if each row used the hints of all earlier rows', () => {
  assert.equal(playedHard(rowsOf('BALLON', 'BELLES', 'BULBES')), true);
  assert.equal(playedHard(rowsOf('BALLON', 'BASSES', 'BULBES')), false);
  assert.equal(playedHard([]), true);
});
