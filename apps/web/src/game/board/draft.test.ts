import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clearCell, type Draft, emptyDraft, eraseLetter, moveCursor, typeLetter, wordOf } from './draft.ts';

const first = ['B', null, null, null, null, null];
const found = ['B', null, 'L', null, null, 'S'];

const typed = (word: string, hints: readonly (string | null)[]): Draft =>
  [...word].reduce((draft, letter) => typeLetter(draft, hints, letter), emptyDraft(hints.length));

test('accepts a word with or without its given first letter', () => {
  assert.equal(wordOf(typed('BALLON', first), first), 'BALLON');
  assert.equal(wordOf(typed('ALLON', first), first), 'BALLON');
});

test('accepts a doubled first letter', () => {
  const hints = ['O', ...Array<null>(6).fill(null)];
  assert.equal(wordOf(typed('OOLITHE', hints), hints), 'OOLITHE');
});

test('replaces hints by typed letters, and uses hints elsewhere', () => {
  assert.equal(wordOf(typed('ANANES', found), found), 'BANANE');
  assert.equal(wordOf(typed('ULBE', found), found), 'BULBES');
  assert.equal(wordOf(typed('U', found), found), null);
});

test('ignores letters in a full row', () => {
  const full = typed('BALLON', first);
  assert.equal(typeLetter(full, first, 'S'), full);
});

test('erases back to the first letter and no further', () => {
  let draft = typed('BAL', found);
  draft = eraseLetter(draft);
  assert.deepEqual(draft, { cells: [null, 'A', null, null, null, null], cursor: 2 });
  draft = eraseLetter(eraseLetter(eraseLetter(draft)));
  assert.deepEqual(draft, emptyDraft(6));
});

test('types into any cell, replacing its letter', () => {
  const row = moveCursor(typed('ALLON', first), 2);
  assert.equal(wordOf(typeLetter(row, first, 'N'), first), 'BANLON');
  assert.equal(typeLetter(row, first, 'N').cursor, 3);
});

test('keeps the cursor in the row', () => {
  assert.equal(moveCursor(emptyDraft(6), -1).cursor, 0);
  assert.equal(moveCursor(emptyDraft(6), 9).cursor, 5);
});

test('erases the letter under the cursor first, then those before it', () => {
  let draft = moveCursor(typed('ALLON', first), 3);
  draft = eraseLetter(draft);
  assert.deepEqual(draft, { cells: [null, 'A', 'L', null, 'O', 'N'], cursor: 3 });
  draft = eraseLetter(draft);
  assert.deepEqual(draft, { cells: [null, 'A', null, null, 'O', 'N'], cursor: 2 });
});

test('clears a cell without moving the cursor', () => {
  const draft = clearCell(moveCursor(typed('ALLON', first), 1));
  assert.deepEqual(draft, { cells: [null, null, 'L', 'L', 'O', 'N'], cursor: 1 });
  assert.equal(clearCell(draft), draft);
});
