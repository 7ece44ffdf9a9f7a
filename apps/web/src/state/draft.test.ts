import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Draft, emptyDraft, eraseLetter, typeLetter, wordOf } from './draft.ts';

const first = ['B', null, null, null, null, null];
const found = ['B', null, 'L', null, null, 'S'];

const typed = (word: string, hints: readonly (string | null)[]): Draft =>
  [...word].reduce((draft, letter) => typeLetter(draft, hints, letter), emptyDraft(hints.length));

test('a word may be typed with or without its given first letter', () => {
  assert.equal(wordOf(typed('BALLON', first), first), 'BALLON');
  assert.equal(wordOf(typed('ALLON', first), first), 'BALLON');
});

test('a doubled first letter can be typed', () => {
  const hints = ['O', ...Array<null>(6).fill(null)];
  assert.equal(wordOf(typed('OOLITHE', hints), hints), 'OOLITHE');
});

test('typing goes over the hints, and hints stand where nothing was typed', () => {
  assert.equal(wordOf(typed('ANANES', found), found), 'BANANE');
  assert.equal(wordOf(typed('ULBE', found), found), 'BULBES');
  assert.equal(wordOf(typed('U', found), found), null);
});

test('a full row takes no more letters', () => {
  const full = typed('BALLON', first);
  assert.equal(typeLetter(full, first, 'S'), full);
});

test('erasing goes back to the first letter and no further', () => {
  let draft = typed('BAL', found);
  draft = eraseLetter(draft);
  assert.deepEqual(draft, { cells: [null, 'A', null, null, null, null], cursor: 2 });
  draft = eraseLetter(eraseLetter(eraseLetter(draft)));
  assert.deepEqual(draft, emptyDraft(6));
});
