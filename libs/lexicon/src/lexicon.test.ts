import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { byLetters } from '../derive/spellings.ts';
import { handMadeWords, readHandMade } from '../derive/word-file.ts';
import { loadLexicon } from './lexicon.ts';
import { normaliseWord } from './normalise.ts';

const { isValid, answers, spellings } = loadLexicon();

describe('valid words', () => {
  const text = readFileSync(new URL('../data/valid.txt', import.meta.url), 'ascii');
  const valid = text.trimEnd().split('\n');

  test('are more than 100,000, of 6 to 9 letters A-Z, sorted and unique', () => {
    assert.ok(valid.length > 100_000, `${valid.length} words`);
    assertWellFormed(valid);
    assert.ok(text.endsWith('\n'));
  });

  test('are all found by isValid', () => {
    assert.deepEqual(
      valid.filter((word) => !isValid(word)),
      [],
    );
  });

  test('include plurals, conjugated forms, feminines and recent words', () => {
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

  test('include no invented words, proper nouns or parts of elisions', () => {
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

  test('include no words of other lengths, and none that is not normalised', () => {
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

describe('answers', () => {
  test('are at least 2,500, of 6 to 9 letters A-Z, sorted and unique', () => {
    assert.ok(answers.length >= 2500, `${answers.length} answers`);
    assertWellFormed(answers);
  });

  test('are valid words', () => {
    assert.deepEqual(
      answers.filter((word) => !isValid(word)),
      [],
    );
  });

  test('do not start with a rare first letter', () => {
    assert.deepEqual(
      answers.filter((word) => /^[KQWXYZ]/.test(word)),
      [],
    );
  });

  test('include none of the removed words, for instance offensive ones', () => {
    const removed = readHandMade(new URL('../derive/answers-removed.txt', import.meta.url));
    assert.ok(removed.size > 100);
    assert.deepEqual(
      answers.filter((word) => removed.has(word)),
      [],
    );
  });

  test('include all added words', () => {
    const all = new Set(answers);
    const added = readHandMade(new URL('../derive/answers-added.txt', import.meta.url));
    assert.ok(added.size > 0);
    assert.deepEqual(
      [...added].filter((word) => !all.has(word)),
      [],
    );
  });

  test('are enough for a year in every length', () => {
    for (const length of [6, 7, 8, 9]) {
      const count = answers.filter((word) => word.length === length).length;
      assert.ok(count >= 365, `${count} answers of ${length} letters`);
    }
  });

  test('are frozen', () => {
    assert.ok(Object.isFrozen(answers));
  });
});

describe('spellings', () => {
  const lines = readFileSync(new URL('../data/spellings.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

  test('belong to valid words, are sorted and unique, and have the letters of their word', () => {
    assert.ok(lines.length > 1000, `${lines.length} lines`);
    const words = lines.map((line) => line.split(' ')[0] as string);
    assertWellFormed(words);
    assert.deepEqual(
      words.filter((word) => !isValid(word)),
      [],
    );
    assert.deepEqual(
      lines.filter((line) => new Set(line.split(' ').map(normaliseWord)).size > 1),
      [],
    );
  });

  test('are in the file only when they differ from the plain letters', () => {
    assert.deepEqual(
      lines.filter((line) => {
        const [word = '', ...ways] = line.split(' ');
        return ways.length === 0 || (ways.length === 1 && ways[0] === word.toLowerCase());
      }),
      [],
    );
  });

  for (const [word, ...ways] of [
    ['BALLON', 'ballon'],
    ['CHIEN', 'chien'],
    ['OEUVRE', 'œuvre'],
    ['GARCON', 'garçon'],
    ['NAIVETE', 'naïveté'],
    ['PECHER', 'pêcher', 'pécher'],
    ['MARCHE', 'marché', 'marche'],
    ['ALLURE', 'allure'],
    ['LIONNE', 'lionne'],
    ['AMENAGER', 'aménager'],
    ['ELEVES', 'élèves', 'élevés'],
    ['CHANTEES', 'chantées'],
    ['STREAMER', 'streamer'],
  ] as const) {
    test(`of ${word}: ${ways.join(', ')}`, () => assert.deepEqual(spellings(word), ways));
  }

  test('of every valid word have its letters', () => {
    const valid = readFileSync(new URL('../data/valid.txt', import.meta.url), 'ascii')
      .trimEnd()
      .split('\n');
    assert.deepEqual(
      valid.filter((word) => spellings(word).some((way) => normaliseWord(way) !== word)),
      [],
    );
  });

  test('that were chosen by hand are used', () => {
    const chosen = byLetters(handMadeWords(new URL('../derive/spellings-chosen.txt', import.meta.url)));
    assert.ok(chosen.size > 50);
    for (const [word, ways] of chosen) assert.deepEqual(spellings(word), ways);
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
