import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deal, noProgress, type Progress, playOf, readProgress, withRow } from './practice-play.ts';
import { pack, unpack } from './word-list.ts';

const words = unpack(pack(['BALLES', 'BULBES', 'JAMBES']), 6);
const bulbes: Progress = { ...noProgress, dealt: ['BULBES'] };

const after = (progress: Progress, ...guesses: string[]) =>
  guesses.reduce((each, guess, index) => withRow(each, guess, 1000 + index), progress);

test('shows the first letter and the patterns, and the answer only at the end', () => {
  assert.deepEqual(playOf(after(bulbes, 'BALLES')), {
    length: 6,
    firstLetter: 'B',
    state: 'playing',
    rows: [
      { word: 'BALLES', pattern: ['correct', 'absent', 'correct', 'absent', 'correct', 'correct'], at: 1000 },
    ],
  });
  const won = playOf(after(bulbes, 'BALLES', 'BULBES'));
  assert.equal(won?.state, 'won');
  assert.equal(won?.answer, 'BULBES');
});

test('counts finished plays, wins by number of attempts', () => {
  const won = after(bulbes, 'BALLES', 'BULBES');
  assert.deepEqual([won.wins, won.losses], [[0, 1, 0, 0, 0, 0], 0]);
  const lost = after(bulbes, ...Array<string>(6).fill('BALLES'));
  assert.deepEqual([lost.wins, lost.losses], [[0, 0, 0, 0, 0, 0], 1]);
});

test('repeats no word before all were dealt, for any random numbers', () => {
  for (const chance of [0, 0.5, 0.999]) {
    let progress = noProgress;
    for (let round = 0; round < words.size; round++) progress = deal(progress, words, () => chance);
    assert.deepEqual([...progress.dealt].sort(), ['BALLES', 'BULBES', 'JAMBES']);
    progress = deal(progress, words, () => chance);
    assert.equal(progress.dealt.length, 1);
  }
});

test('deals a word without rows and keeps the counts', () => {
  const next = deal(after(bulbes, 'BULBES'), words, () => 0);
  assert.deepEqual(next.rows, []);
  assert.equal(next.wins[0], 1);
});

test('reads stored progress and rejects anything else', () => {
  const progress = after(bulbes, 'BALLES', 'BULBES');
  assert.deepEqual(readProgress(JSON.parse(JSON.stringify(progress)), 6), progress);
  const broken = [
    undefined,
    'text',
    {},
    { ...progress, dealt: ['BALLONS'] },
    { ...progress, dealt: ['bulbes'] },
    { ...progress, rows: Array(7).fill({ word: 'BULBES', at: 1 }) },
    { ...progress, rows: [{ word: 'BULBES' }] },
    { ...progress, rows: [null] },
    { ...progress, wins: [1] },
    { ...progress, losses: '1' },
  ];
  for (const stored of broken) assert.equal(readProgress(stored, 6), undefined, JSON.stringify(stored));
});
