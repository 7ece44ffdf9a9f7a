import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play } from '../../app/fake-environment.ts';
import { playedHard, unusedHint } from './hard-mode.ts';

const rowsOf = (...words: string[]) => play(words).rows;

test('before the first row every word will do', () => {
  assert.equal(unusedHint('BANANE', []), undefined);
});

test('a letter that was in its place stays there', () => {
  // BULBES against BALLON: B and the first L are in place.
  assert.deepEqual(unusedHint('BELLES', rowsOf('BALLON')), undefined);
  assert.deepEqual(unusedHint('BASSES', rowsOf('BALLON')), { kind: 'place', letter: 'L', place: 3 });
});

test('a letter that was misplaced is in the word', () => {
  assert.deepEqual(unusedHint('BANANA', rowsOf('BESOIN')), { kind: 'letter', letter: 'E', count: 1 });
  assert.equal(unusedHint('BASSES', rowsOf('BESOIN')), undefined);
});

test('as many copies as one row has shown are needed', () => {
  assert.deepEqual(unusedHint('BOULES', rowsOf('BARBES')), { kind: 'place', letter: 'B', place: 4 });
  assert.deepEqual(unusedHint('BALLES', rowsOf('BIBLES')), { kind: 'letter', letter: 'B', count: 2 });
});

test('a play was hard where each row used the hints of all before it', () => {
  assert.equal(playedHard(rowsOf('BALLON', 'BELLES', 'BULBES')), true);
  assert.equal(playedHard(rowsOf('BALLON', 'BASSES', 'BULBES')), false);
  assert.equal(playedHard([]), true);
});
