import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { loadLexicon } from '@motus/lexicon';
import { createComingWords } from './coming-words.ts';
import { answerSeal } from './sealed-answer.ts';

const KEY = randomBytes(32);
const DAY = '2026-12-24';
const coming = createComingWords({ lexicon: loadLexicon(), key: KEY });

test('seals a word in the form in which it is played, as the daily word is sealed', () => {
  const sealed = coming.seal(DAY, ' cadeau ', []);
  assert.doesNotMatch(Buffer.from(sealed, 'base64url').toString('latin1'), /CADEAU/i);
  assert.equal(answerSeal(KEY).open(DAY, sealed), 'CADEAU');
  assert.equal(coming.open(DAY, sealed, [], []), 'CADEAU');
});

test('refuses a word that is not valid, is blocked, or is for practice', () => {
  const cases: [string, number, string][] = [
    ['', 400, 'word_length'],
    ['Noël', 400, 'word_length'],
    ['réveillonner', 400, 'word_length'],
    ['père-noël', 400, 'word_letters'],
    ['ΩΩΩΩΩΩ', 400, 'word_letters'],
    ['zzzzzz', 409, 'word_unknown'],
    ['Sapins', 409, 'word_blocked'],
    ['Cadeaux', 409, 'word_for_practice'],
  ];
  for (const [word, statusCode, code] of cases) {
    assert.throws(() => coming.seal(DAY, word, ['SAPINS']), { statusCode, code }, word);
  }
});

test('opens a day without a choice to the word that will be picked, which is never a blocked one', () => {
  const picked = coming.open(DAY, null, [], []);
  assert.notEqual(coming.open(DAY, null, [{ word: picked, active: true }], [picked]), picked);
});

test('opens a blocked choice to the word that will be picked, only where the operator is shown that it is blocked', () => {
  const sealed = coming.seal(DAY, 'cadeau', []);
  const blockings = [{ word: 'CADEAU', active: true }];
  assert.equal(coming.open(DAY, sealed, blockings, ['CADEAU']), coming.open(DAY, null, blockings, []));
  assert.equal(coming.open(DAY, sealed, blockings, []), 'CADEAU');
});
