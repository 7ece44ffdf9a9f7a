import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FinishedPlay } from './finished-play.ts';
import { shareSpokenText } from './share-spoken-text.ts';

const play: FinishedPlay = {
  name: 'Motus',
  day: '2026-11-21',
  rows: [
    ['correct', 'absent', 'present', 'absent', 'absent', 'absent'],
    ['correct', 'correct', 'correct', 'correct', 'correct', 'correct'],
  ],
  state: 'won',
  hard: false,
  url: 'https://motus.example',
  locale: 'fr-FR',
};

test('describes the result and each row in a French sentence', () => {
  assert.equal(
    // Intl puts non-breaking spaces between numbers and units.
    shareSpokenText({ ...play, seconds: 125 }).replaceAll('\u00a0', ' '),
    [
      'Motus du 21 novembre 2026 : gagné en 2 essais sur 6, en 2 minutes et 5 secondes.',
      'Ligne 1 : lettre 1 bien placée, lettre 3 mal placée, lettres 2, 4, 5 et 6 absentes.',
      'Ligne 2 : tout est bien placé.',
      'https://motus.example',
    ].join('\n'),
  );
});

test('describes the result and each row in an English sentence', () => {
  assert.equal(
    shareSpokenText({ ...play, locale: 'en-GB', seconds: 3660 }),
    [
      'Motus of 21 November 2026: won in 2 attempts of 6, in 1 hour and 1 minute.',
      'Row 1: letter 1 in place, letter 3 misplaced, letters 2, 4, 5 and 6 absent.',
      'Row 2: all letters in place.',
      'https://motus.example',
    ].join('\n'),
  );
});

test('mentions a loss and hard mode', () => {
  const text = shareSpokenText({ ...play, state: 'lost', hard: true });
  assert.ok(text.startsWith('Motus du 21 novembre 2026 : perdu en 6 essais, en mode difficile.\n'), text);
});

test('contains no emoji', () => {
  assert.doesNotMatch(shareSpokenText(play), /\p{Extended_Pictographic}/u);
});
