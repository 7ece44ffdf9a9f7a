import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readHandMade } from '../derive/word-file.ts';
import { loadLexicon } from './lexicon.ts';
import { normaliseWord } from './normalise.ts';

const { isValid, answers } = loadLexicon();

describe('the valid words', () => {
  const text = readFileSync(new URL('../data/valid.txt', import.meta.url), 'ascii');
  const valid = text.trimEnd().split('\n');

  test('are more than 100,000, of 6 to 9 letters A-Z, sorted, each one once', () => {
    assert.ok(valid.length > 100_000, `${valid.length} words`);
    assertWellFormed(valid);
    assert.ok(text.endsWith('\n'));
  });

  test('are all found', () => {
    assert.deepEqual(
      valid.filter((word) => !isValid(word)),
      [],
    );
  });

  test('hold plurals, conjugations, feminines and young words', () => {
    for (const word of [
      ...['maison', 'maisons', 'chevaux', 'bijoux', 'genoux', 'travaux', 'souris'],
      ...['mangeait', 'finiront', 'allions', 'fussent', 'vinrent', 'peignait', 'appelle', 'appela'],
      ...['heureuse', 'actrices', 'autrice', 'jumelle', 'premières'],
      ...['selfie', 'podcast', 'streaming', 'hashtag', 'tutoriels', 'popcorn'],
      ...['élèves', 'garçon', 'cœurs', 'œuvres', 'bœufs', 'naïves', 'hôpital', 'ambiguë'],
    ]) {
      assert.ok(isValid(normaliseWord(word)), word);
    }
  });

  test('hold no invented word, proper noun or half of an elision', () => {
    for (const word of [
      'AAAAAA',
      'MAISOM',
      'ZZZZZZZ',
      'AZERTYU',
      'MARSEILLE',
      'FRANCE',
      'PHILIPPE',
      'LORSQU',
    ]) {
      assert.equal(isValid(word), false, word);
    }
  });

  test('hold nothing shorter or longer than the grid, and nothing not normalised', () => {
    for (const word of [
      '',
      'CHAT',
      'TABLE',
      'ABANDONNER',
      'maison',
      'ÉLÈVES',
      ' MAISON',
      'MAISON\n',
      'MAI SON',
    ]) {
      assert.equal(isValid(word), false, JSON.stringify(word));
    }
  });
});

describe('the answers', () => {
  test('are 2,500 at least, of 6 to 9 letters A-Z, sorted, each one once', () => {
    assert.ok(answers.length >= 2500, `${answers.length} answers`);
    assertWellFormed(answers);
  });

  test('are valid words', () => {
    assert.deepEqual(
      answers.filter((word) => !isValid(word)),
      [],
    );
  });

  test('start with no letter that few words start with', () => {
    assert.deepEqual(
      answers.filter((word) => /^[KQWXYZ]/.test(word)),
      [],
    );
  });

  test('hold none of the words that were removed, offensive ones among them', () => {
    const removed = readHandMade(new URL('../derive/answers-removed.txt', import.meta.url));
    assert.ok(removed.size > 100);
    assert.deepEqual(
      answers.filter((word) => removed.has(word)),
      [],
    );
  });

  test('hold all of the words that were added', () => {
    const held = new Set(answers);
    const added = readHandMade(new URL('../derive/answers-added.txt', import.meta.url));
    assert.deepEqual(
      [...added].filter((word) => !held.has(word)),
      [],
    );
  });

  test('offer every length', () => {
    for (const length of [6, 7, 8, 9]) {
      const count = answers.filter((word) => word.length === length).length;
      assert.ok(count >= 365, `${count} answers of ${length} letters`);
    }
  });

  test('cannot be changed by who reads them', () => {
    assert.ok(Object.isFrozen(answers));
  });
});

function assertWellFormed(words: readonly string[]): void {
  assert.deepEqual(
    words.filter((word) => !/^[A-Z]{6,9}$/.test(word)),
    [],
  );
  const firstOutOfOrder = words.find((word, i) => i > 0 && word <= (words[i - 1] as string));
  assert.equal(firstOutOfOrder, undefined);
}
