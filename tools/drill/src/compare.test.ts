import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Leaderboard, Row } from '@motus/contracts';
import type { Mark } from '@motus/game';
import { compareLeaderboard } from './compare-leaderboard.ts';
import { comparePlay } from './compare-play.ts';
import type { JournalPlay } from './journal.ts';

const WRONG: Mark[] = ['correct', 'absent', 'present', 'absent', 'absent', 'absent'];
const RIGHT: Mark[] = WRONG.map(() => 'correct');
const DAY = '2026-11-21';
const WORDS = ['BALLON', 'BATEAU', 'BUREAU'];

/** A play of the journal with these acknowledged words. */
function journalPlay(words: readonly string[], pending?: string): JournalPlay {
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

test('no difference if the ledger has the acknowledged rows', () => {
  assert.deepEqual(kinds(journalPlay(WORDS), rows(...WORDS)), []);
});

test('an attempt that was not acknowledged may be in the ledger at most once', () => {
  const play = journalPlay(WORDS, 'BAGAGE');
  assert.deepEqual(kinds(play, rows(...WORDS)), []);
  assert.deepEqual(kinds(play, rows(...WORDS, 'BAGAGE')), []);
  assert.deepEqual(kinds(play, rows(...WORDS, 'BAGAGE', 'BAGAGE')), ['doubled 2']);
  assert.deepEqual(kinds(play, rows(...WORDS, 'BESOIN')), ['doubled 2']);
});

test('a missing or different row is lost in the phase of its acknowledgement', () => {
  assert.deepEqual(kinds(journalPlay(WORDS), rows('BALLON')), ['lost 1', 'lost 2']);
  assert.deepEqual(kinds(journalPlay(WORDS), rows('BALLON', 'BESOIN', 'BUREAU')), ['lost 1']);
  const recoloured = rows(...WORDS).with(0, { word: 'BALLON', pattern: RIGHT, at: 0 });
  assert.deepEqual(kinds(journalPlay(WORDS), recoloured), ['lost 0']);
});

test('an additional row is doubled', () => {
  assert.deepEqual(kinds(journalPlay(WORDS), rows(...WORDS, 'BUREAU')), ['doubled 2']);
});

test('a finished play must be in the history with the same result', () => {
  const [last, ...others] = journalPlay(WORDS).attempts.toReversed();
  assert.ok(last);
  const play = {
    ...journalPlay(WORDS),
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

/** A leaderboard of the API, read by player d; other ids than those of PLACES are players outside of the drill. */
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

test('no difference if the leaderboard has the order of the journal', () => {
  assert.deepEqual(compareLeaderboard(board('abcdef', 'bcdef'), PLACES, 'd', true), []);
});

test('finds a missing or swapped place, and other points', () => {
  assert.match(compareLeaderboard(board('abdcef', 'bdcef'), PLACES, 'd', true).join(), /top, place 3/);
  assert.match(
    compareLeaderboard(board('abcde', 'bcde'), PLACES, 'd', true).join(),
    /5 players instead of 6/,
  );
  assert.match(compareLeaderboard(board('abcdef', ''), PLACES, 'd', true).join(), /d is missing/);
  const changed = PLACES.with(0, { id: 'a', player: 'A', points: 85, finishedAt: 0 });
  assert.match(
    compareLeaderboard(board('abcdef', 'bcdef'), changed, 'd', true).join(),
    /A 100 0 instead of A 85 0/,
  );
});

test('on a shared system others may be between the players of the drill, whose order is still compared', () => {
  assert.deepEqual(compareLeaderboard(board('aXbcYdefZ', 'cYdef'), PLACES, 'd', false), []);
  assert.match(compareLeaderboard(board('aXcbYdefZ', 'cYdef'), PLACES, 'd', false).join(), /top, place 2/);
  assert.match(compareLeaderboard(board('abcdef', 'cdfe'), PLACES, 'd', false).join(), /around/);
});
