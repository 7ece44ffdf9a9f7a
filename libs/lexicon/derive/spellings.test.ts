import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { byLetters, deriveSpellings } from './spellings.ts';

const headwords = byLetters(['pêcher', 'pécher', 'œuvre', 'ballon', 'relève', 'relevé', 'pêcher']);
const forms = byLetters(['élèves', 'élevés', 'œuvré', 'œuvre', 'ballons', 'lionne']);

function derive(options: Partial<Parameters<typeof deriveSpellings>[0]>) {
  return Object.fromEntries(
    deriveSpellings({
      valid: ['ballon', 'ballons', 'eleves', 'oeuvre', 'pecher', 'streamer'].map((word) =>
        word.toUpperCase(),
      ),
      answers: new Set(),
      sources: [headwords, forms],
      common: [],
      chosen: new Map(),
      ...options,
    }),
  );
}

test('words that are written in plain letters are left out, known to a source or not', () => {
  assert.deepEqual(Object.keys(derive({})), ['ELEVES', 'OEUVRE', 'PECHER']);
});

describe('of several spellings', () => {
  test('those of the first source that has the word count', () => {
    assert.deepEqual(derive({}).OEUVRE, ['œuvre']);
    assert.deepEqual(derive({ sources: [forms, headwords] }).OEUVRE, ['œuvre', 'œuvré']);
  });

  test('the most common one comes first, and what is not common last, by the alphabet', () => {
    assert.deepEqual(derive({}).PECHER, ['pécher', 'pêcher']);
    assert.deepEqual(derive({ common: ['le', 'pêcher'] }).PECHER, ['pêcher', 'pécher']);
    assert.deepEqual(derive({ common: ['élevés', 'élèves'] }).ELEVES, ['élevés', 'élèves']);
  });

  test('what was chosen goes before all that, and is all there is', () => {
    const chosen = byLetters(['élèves', 'pêcher', 'pécher']);
    const { ELEVES, PECHER } = derive({ chosen, common: ['pécher', 'élevés'] });
    assert.deepEqual([ELEVES, PECHER], [['élèves'], ['pêcher', 'pécher']]);
  });

  test('an answer must have its own chosen', () => {
    const answers = new Set(['PECHER']);
    assert.throws(() => derive({ answers }), /PECHER may be pêcher or pécher.*spellings-chosen/);
    assert.deepEqual(derive({ answers, chosen: byLetters(['pêcher']) }).PECHER, ['pêcher']);
  });
});

test('what no source has cannot be chosen', () => {
  assert.throws(() => derive({ chosen: byLetters(['pèchér']) }), /PECHER as pèchér/);
});
