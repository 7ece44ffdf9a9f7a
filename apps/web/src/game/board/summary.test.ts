import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play } from '../fake-plays.ts';
import { summaryOf } from './summary.ts';

test('describes the rows, what is known, and the attempts left', () => {
  assert.deepEqual(summaryOf(play(['BARBES', 'BESOIN'])), [
    'Ligne 1\u00a0: B bien placé, A absent, R absent, B bien placé, E bien placé, S bien placé.',
    'Ligne 2\u00a0: B bien placé, E mal placé, S mal placé, O absent, I absent, N absent.',
    'Mot de 6 lettres\u00a0: B, inconnue, inconnue, B, E, S.',
    'Pas dans le mot\u00a0: A, I, N, O, R.',
    'Il reste 4 essais.',
  ]);
});

test('names a letter without a known place once', () => {
  assert.ok(summaryOf(play(['BESOIN'])).includes('Dans le mot, place inconnue\u00a0: E, S.'));
});

test('mentions no attempts left after the end', () => {
  const sentences = summaryOf(play(['BULBES'], { state: 'won' }));
  assert.equal(sentences.length, 2);
});
