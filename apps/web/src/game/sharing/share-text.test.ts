import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pattern } from '@motus/game';
import { FAR_TIME_ZONES, moveTo } from '../../ui/fake-time-zone.ts';
import type { FinishedPlay } from './finished-play.ts';
import { shortDuration } from './share-format.ts';
import { shareSpokenText } from './share-spoken-text.ts';
import { shareText } from './share-text.ts';

const won: FinishedPlay = {
  name: 'Motus',
  day: '2026-11-21',
  rows: ['BALLON', 'BULBES'].map((guess) => pattern(guess, 'BULBES')),
  state: 'won',
  hard: false,
  url: 'https://motus.example',
  locale: 'fr-FR',
};

test('has a title, a grid of emoji and the address', () => {
  assert.equal(
    shareText({ ...won, seconds: 125 }),
    'Motus 21/11/2026 2/6 (2 min 05)\n\n🟥🟦🟥🟦🟦🟦\n🟥🟥🟥🟥🟥🟥\n\nhttps://motus.example',
  );
});

test('shows a present letter as a disc', () => {
  assert.match(shareText({ ...won, rows: [['correct', 'present', 'absent']] }), /🟥🟡🟦/);
});

test('contains the duration only on request', () => {
  assert.ok(shareText(won).startsWith('Motus 21/11/2026 2/6\n'));
});

test('shows X for a loss and a star for hard mode', () => {
  const lost: FinishedPlay = { ...won, state: 'lost', hard: true };
  assert.ok(shareText(lost).startsWith('Motus 21/11/2026 X/6 ★\n'));
});

for (const timeZone of FAR_TIME_ZONES) {
  test(`shares the day of the play from ${timeZone}`, (t) => {
    moveTo(timeZone, t);
    assert.ok(shareText(won).startsWith('Motus 21/11/2026 '));
    assert.ok(shareSpokenText(won).startsWith('Motus du 21 novembre 2026 '));
  });
}

test('formats the date for the locale', () => {
  assert.ok(shareText({ ...won, locale: 'en-US' }).startsWith('Motus 11/21/2026 '));
});

test('formats short and long durations', () => {
  assert.equal(shortDuration(0), '0 s');
  assert.equal(shortDuration(59.4), '59 s');
  assert.equal(shortDuration(59.6), '1 min 00');
  assert.equal(shortDuration(3599), '59 min 59');
  assert.equal(shortDuration(3725), '1 h 02');
});
