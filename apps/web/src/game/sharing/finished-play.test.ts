import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play } from '../fake-plays.ts';
import { finishedPlay } from './finished-play.ts';

const options = {
  name: 'Motus',
  hardMode: true,
  withTime: true,
  url: 'https://motus.example',
  locale: 'fr-FR',
};
const rows = play(['BALLON', 'BELLES', 'BULBES']).rows.map((row, at) => ({
  ...row,
  at: 1000 * (at + 1) ** 2,
}));
const won = play([], { rows, state: 'won', answer: 'BULBES' });

test('contains none of the words', () => {
  const shared = JSON.stringify(finishedPlay(won, options));
  for (const { word } of rows) assert.equal(shared.includes(word), false);
});

test('measures the time from the first word to the last, and only on request', () => {
  assert.equal(finishedPlay(won, options).seconds, 8);
  assert.equal('seconds' in finishedPlay(won, { ...options, withTime: false }), false);
});

test('is hard if the player has set hard mode and every row obeyed it', () => {
  assert.equal(finishedPlay(won, options).hard, true);
  assert.equal(finishedPlay(won, { ...options, hardMode: false }).hard, false);
  const easy = play(['BALLON', 'BASSES', 'BULBES'], { state: 'won' });
  assert.equal(finishedPlay(easy, options).hard, false);
});
