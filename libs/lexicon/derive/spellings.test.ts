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

test('omits words that are spelt in plain letters, whether a source has them or not', () => {
  assert.deepEqual(Object.keys(derive({})), ['ELEVES', 'OEUVRE', 'PECHER']);
});

describe('among several spellings', () => {
  test('uses those of the first source that has the word', () => {
    assert.deepEqual(derive({}).OEUVRE, ['œuvre']);
    assert.deepEqual(derive({ sources: [forms, headwords] }).OEUVRE, ['œuvre', 'œuvré']);
  });

  test('sorts by frequency, then alphabetically', () => {
    assert.deepEqual(derive({}).PECHER, ['pécher', 'pêcher']);
    assert.deepEqual(derive({ common: ['le', 'pêcher'] }).PECHER, ['pêcher', 'pécher']);
    assert.deepEqual(derive({ common: ['élevés', 'élèves'] }).ELEVES, ['élevés', 'élèves']);
  });

  test('uses only the chosen ones', () => {
    const chosen = byLetters(['élèves', 'pêcher', 'pécher']);
    const { ELEVES, PECHER } = derive({ chosen, common: ['pécher', 'élevés'] });
    assert.deepEqual([ELEVES, PECHER], [['élèves'], ['pêcher', 'pécher']]);
  });

  test('requires a chosen one for an answer', () => {
    const answers = new Set(['PECHER']);
    assert.throws(() => derive({ answers }), /PECHER may be pêcher or pécher.*spellings-chosen/);
    assert.deepEqual(derive({ answers, chosen: byLetters(['pêcher']) }).PECHER, ['pêcher']);
  });
});

test('refuses a chosen spelling that no source has', () => {
  assert.throws(() => derive({ chosen: byLetters(['pèchér']) }), /PECHER as pèchér/);
});
