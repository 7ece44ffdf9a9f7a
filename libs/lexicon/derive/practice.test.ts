import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadLexicon } from '../src/lexicon.ts';
import { readHandMade } from './word-file.ts';

const lexicon = loadLexicon();
const practice = readFileSync(new URL('../data/practice.txt', import.meta.url), 'ascii')
  .trimEnd()
  .split('\n');

test('no word to practise with can be the word of a day', () => {
  const answers = new Set(lexicon.answers);
  assert.deepEqual(
    practice.filter((word) => answers.has(word)),
    [],
  );
});

test('the game knows which words those are', () => {
  assert.deepEqual(
    practice.filter((word) => !lexicon.isForPractice(word)),
    [],
  );
  assert.deepEqual(lexicon.answers.filter(lexicon.isForPractice), []);
});

test('every word to practise with may be guessed', () => {
  assert.deepEqual(
    practice.filter((word) => !lexicon.isValid(word)),
    [],
  );
});

test('what is removed by hand is not in the list', () => {
  const removed = readHandMade(new URL('practice-removed.txt', import.meta.url));
  assert.deepEqual(
    practice.filter((word) => removed.has(word)),
    [],
  );
});

test('there are at least 400 words of each length, sorted, each once', () => {
  for (const length of [6, 7, 8, 9]) {
    const words = practice.filter((word) => word.length === length);
    assert.ok(words.length >= 400, `${words.length} words of ${length} letters`);
  }
  assert.deepEqual(practice, [...new Set(practice)].sort());
});
