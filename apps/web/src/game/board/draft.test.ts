import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clearCell, type Draft, emptyDraft, eraseLetter, moveCursor, typeLetter, wordOf } from './draft.ts';

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

test('a letter may be put into any cell, and goes over what is there', () => {
  const row = moveCursor(typed('ALLON', first), 2);
  assert.equal(wordOf(typeLetter(row, first, 'N'), first), 'BANLON');
  assert.equal(typeLetter(row, first, 'N').cursor, 3);
});

test('the cursor stays in the row', () => {
  assert.equal(moveCursor(emptyDraft(6), -1).cursor, 0);
  assert.equal(moveCursor(emptyDraft(6), 9).cursor, 5);
});

test('on a written cell, erasing empties that cell first, then those before it', () => {
  let draft = moveCursor(typed('ALLON', first), 3);
  draft = eraseLetter(draft);
  assert.deepEqual(draft, { cells: [null, 'A', 'L', null, 'O', 'N'], cursor: 3 });
  draft = eraseLetter(draft);
  assert.deepEqual(draft, { cells: [null, 'A', null, null, 'O', 'N'], cursor: 2 });
});

test('a cell can be emptied without moving', () => {
  const draft = clearCell(moveCursor(typed('ALLON', first), 1));
  assert.deepEqual(draft, { cells: [null, null, 'L', 'L', 'O', 'N'], cursor: 1 });
  assert.equal(clearCell(draft), draft);
});
