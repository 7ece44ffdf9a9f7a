import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normaliseWord } from './normalise.ts';

const cases: [input: string, normalised: string, why: string][] = [
  ['maison', 'MAISON', 'upper case'],
  ['éléphant', 'ELEPHANT', 'accents'],
  ['e\u0301le\u0301phant', 'ELEPHANT', 'accents as combining characters'],
  ['garçon', 'GARCON', 'cedilla'],
  ['NAÏVETÉ', 'NAIVETE', 'diaeresis, upper case already'],
  ['cœur', 'COEUR', 'œ'],
  ['ŒUVRE', 'OEUVRE', 'Œ'],
  ['curriculum vitæ', 'CURRICULUM VITAE', 'æ; other characters stay'],
  ['  bateau\n', 'BATEAU', 'white space around'],
  ["aujourd'hui", "AUJOURD'HUI", 'an apostrophe stays'],
  ['', '', 'nothing'],
];

for (const [input, normalised, why] of cases) {
  test(`${JSON.stringify(input)} becomes ${normalised || 'empty'}: ${why}`, () => {
    assert.equal(normaliseWord(input), normalised);
    assert.equal(normaliseWord(normalised), normalised);
  });
}
