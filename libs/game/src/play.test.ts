import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pattern } from './pattern.ts';
import { playState } from './play.ts';

const WRONG = pattern('BALLON', 'BULBES');
const ALL_CORRECT = pattern('BULBES', 'BULBES');

test('a play is won by a row that is all correct, and lost after six other rows', () => {
  assert.equal(playState([]), 'playing');
  assert.equal(playState(Array(5).fill(WRONG)), 'playing');
  assert.equal(playState(Array(6).fill(WRONG)), 'lost');
  assert.equal(playState([ALL_CORRECT]), 'won');
  assert.equal(playState([...Array(5).fill(WRONG), ALL_CORRECT]), 'won');
});
