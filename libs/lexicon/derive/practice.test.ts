import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadLexicon } from '../src/lexicon.ts';
import { readHandMade } from './word-file.ts';

const lexicon = loadLexicon();
const practice = readFileSync(new URL('../data/practice.txt', import.meta.url), 'ascii')
  .trimEnd()
  .split('\n');

test('no practice word is an answer', () => {
  const answers = new Set(lexicon.answers);
  assert.deepEqual(
    practice.filter((word) => answers.has(word)),
    [],
  );
});

test('isForPractice knows every practice word, and no answer', () => {
  assert.deepEqual(
    practice.filter((word) => !lexicon.isForPractice(word)),
    [],
  );
  assert.deepEqual(lexicon.answers.filter(lexicon.isForPractice), []);
});

test('every practice word is valid', () => {
  assert.deepEqual(
    practice.filter((word) => !lexicon.isValid(word)),
    [],
  );
});

test('no practice word was removed by hand', () => {
  const removed = readHandMade(new URL('practice-removed.txt', import.meta.url));
  assert.ok(removed.size > 0);
  assert.deepEqual(
    practice.filter((word) => removed.has(word)),
    [],
  );
});

test('there are at least 400 practice words of each length, sorted and unique', () => {
  for (const length of [6, 7, 8, 9]) {
    const words = practice.filter((word) => word.length === length);
    assert.ok(words.length >= 400, `${words.length} words of ${length} letters`);
  }
  assert.deepEqual(practice, [...new Set(practice)].sort());
});
