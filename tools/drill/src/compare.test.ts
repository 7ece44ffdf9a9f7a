import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Leaderboard, Row } from '@motus/contracts';
import type { Mark } from '@motus/game';
import { compareBoard } from './compare-board.ts';
import { comparePlay } from './compare-play.ts';
import type { JournalPlay } from './journal.ts';

const WRONG: Mark[] = ['correct', 'absent', 'present', 'absent', 'absent', 'absent'];
const RIGHT: Mark[] = WRONG.map(() => 'correct');
const DAY = '2026-11-21';
const WORDS = ['BALLON', 'BATEAU', 'BUREAU'];

function journalled(words: readonly string[], pending?: string): JournalPlay {
  const attempts = words.map((word, i) => ({
    kind: 'attempt' as const,
    player: 'A',
    day: DAY,
    row: i + 1,
    word,
    pattern: WRONG,
    at: i,
    phase: i,
    acknowledgedAt: i,
  }));
  return { player: 'A', day: DAY, attempts, pending };
}

function rows(...words: string[]): Row[] {
  return words.map((word, at) => ({ word, pattern: WRONG, at }));
}

const kinds = (play: JournalPlay, ledger: Row[]) =>
  comparePlay(play, ledger, undefined).map(({ kind, phase }) => `${kind} ${phase}`);

test('a ledger that holds what was acknowledged is right', () => {
  assert.deepEqual(kinds(journalled(WORDS), rows(...WORDS)), []);
});

test('an attempt without an acknowledgement may be there or not, once', () => {
  const play = journalled(WORDS, 'BAGAGE');
  assert.deepEqual(kinds(play, rows(...WORDS)), []);
  assert.deepEqual(kinds(play, rows(...WORDS, 'BAGAGE')), []);
  assert.deepEqual(kinds(play, rows(...WORDS, 'BAGAGE', 'BAGAGE')), ['doubled 2']);
  assert.deepEqual(kinds(play, rows(...WORDS, 'BESOIN')), ['doubled 2']);
});

test('a row that is missing, or another one, is lost; it belongs to the phase of its acknowledgement', () => {
  assert.deepEqual(kinds(journalled(WORDS), rows('BALLON')), ['lost 1', 'lost 2']);
  assert.deepEqual(kinds(journalled(WORDS), rows('BALLON', 'BESOIN', 'BUREAU')), ['lost 1']);
  const recoloured = rows(...WORDS).with(0, { word: 'BALLON', pattern: RIGHT, at: 0 });
  assert.deepEqual(kinds(journalled(WORDS), recoloured), ['lost 0']);
});

test('a row too many is doubled', () => {
  assert.deepEqual(kinds(journalled(WORDS), rows(...WORDS, 'BUREAU')), ['doubled 2']);
});

test('a finished play must be so in the history', () => {
  const [last, ...others] = journalled(WORDS).attempts.toReversed();
  assert.ok(last);
  const play = {
    ...journalled(WORDS),
    attempts: [...others.toReversed(), { ...last, pattern: RIGHT }],
  };
  const ledger = rows(...WORDS).with(2, { word: 'BUREAU', pattern: RIGHT, at: 2 });
  const summary = { day: DAY, state: 'won', attempts: 3, points: 70, late: false, finishedAt: 2 } as const;
  assert.deepEqual(comparePlay(play, ledger, summary), []);
  assert.equal(comparePlay(play, ledger, undefined)[0]?.kind, 'lost');
  assert.equal(comparePlay(play, ledger, { ...summary, points: 85 })[0]?.kind, 'lost');
});

const PLACES = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, i) => ({
  id,
  player: id.toUpperCase(),
  points: 100 - i,
  finishedAt: i,
}));

/** A leaderboard as the API gives it, asked by d; others may be mixed in. */
function board(order: string, around: string): Leaderboard {
  const entry = (id: string) => {
    const place = PLACES.find((candidate) => candidate.id === id);
    const { points = 50, finishedAt = 0 } = place ?? {};
    return {
      rank: order.indexOf(id) + 1,
      player: { id, name: place?.player ?? id },
      points,
      finishedAt,
    };
  };
  return {
    period: 'day',
    key: DAY,
    players: order.length,
    top: [...order].map(entry),
    around: [...around].map(entry),
  };
}

test('a leaderboard in the order of the journal is right', () => {
  assert.deepEqual(compareBoard(board('abcdef', 'bcdef'), PLACES, 'd', true), []);
});

test('a place that is missing, swapped or worth something else is found', () => {
  assert.match(compareBoard(board('abdcef', 'bdcef'), PLACES, 'd', true).join(), /top, place 3/);
  assert.match(compareBoard(board('abcde', 'bcde'), PLACES, 'd', true).join(), /5 players instead of 6/);
  assert.match(compareBoard(board('abcdef', ''), PLACES, 'd', true).join(), /d is missing/);
  const changed = PLACES.with(0, { id: 'a', player: 'A', points: 85, finishedAt: 0 });
  assert.match(
    compareBoard(board('abcdef', 'bcdef'), changed, 'd', true).join(),
    /A 100 0 instead of A 85 0/,
  );
});

test('on a system that others use they may stand in between, and the order still counts', () => {
  assert.deepEqual(compareBoard(board('aXbcYdefZ', 'cYdef'), PLACES, 'd', false), []);
  assert.match(compareBoard(board('aXcbYdefZ', 'cYdef'), PLACES, 'd', false).join(), /top, place 2/);
  assert.match(compareBoard(board('abcdef', 'cdfe'), PLACES, 'd', false).join(), /around/);
});
