import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play } from '../../app/fake-environment.ts';
import { finishedPlay } from './finished-play.ts';

const telling = {
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

test('what is told of a play holds none of its letters', () => {
  const told = JSON.stringify(finishedPlay(won, telling));
  for (const { word } of rows) assert.equal(told.includes(word), false);
});

test('the time is that from the first word to the last, and told only where it is wanted', () => {
  assert.equal(finishedPlay(won, telling).seconds, 8);
  assert.equal('seconds' in finishedPlay(won, { ...telling, withTime: false }), false);
});

test('a play was hard where the player chose that and every row held to it', () => {
  assert.equal(finishedPlay(won, telling).hard, true);
  assert.equal(finishedPlay(won, { ...telling, hardMode: false }).hard, false);
  const easy = play(['BALLON', 'BASSES', 'BULBES'], { state: 'won' });
  assert.equal(finishedPlay(easy, telling).hard, false);
});
