import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlaySummary } from '@motus/contracts';
import { statistics } from './statistics.ts';

const TODAY = '2026-11-21';

function won(day: string, attempts = 3): PlaySummary {
  return {
    day,
    state: 'won',
    attempts,
    points: 115 - 15 * attempts,
    late: false,
    finishedAt: Date.parse(day),
  };
}

function lost(day: string): PlaySummary {
  return { day, state: 'lost', attempts: 6, points: 0, late: false, finishedAt: Date.parse(day) };
}

test('returns zeros for a player without plays', () => {
  assert.deepEqual(statistics([], TODAY), {
    played: 0,
    won: 0,
    currentStreak: 0,
    longestStreak: 0,
    distribution: [0, 0, 0, 0, 0, 0],
    meanAttempts: null,
    points: 0,
  });
});

test('computes counts, distribution, mean attempts of the wins, and points', () => {
  const history = [won('2026-11-19', 2), lost('2026-11-20'), won(TODAY, 5)];
  const { played, won: wins, distribution, meanAttempts, points } = statistics(history, TODAY);
  assert.deepEqual(
    { played, wins, distribution, meanAttempts, points },
    {
      played: 3,
      wins: 2,
      distribution: [0, 1, 0, 0, 1, 0],
      meanAttempts: 3.5,
      points: 85 + 40,
    },
  );
});

test('a streak is current until the end of the day after its last win', () => {
  const history = [won('2026-11-18'), won('2026-11-19'), won('2026-11-20')];
  assert.equal(statistics(history, '2026-11-20').currentStreak, 3);
  assert.equal(statistics(history, '2026-11-21').currentStreak, 3);
  assert.equal(statistics(history, '2026-11-22').currentStreak, 0);
});

test('a lost play ends the streak at once, and so does a day without a play', () => {
  assert.equal(statistics([won('2026-11-20'), lost(TODAY)], TODAY).currentStreak, 0);
  assert.equal(statistics([won('2026-11-19'), won(TODAY)], TODAY).currentStreak, 1);
});

test('finds the longest streak anywhere in the history, in any order, across months', () => {
  const days = ['2026-10-02', '2026-09-30', '2026-10-01', '2026-09-29', '2026-11-20', '2026-11-21'];
  const { longestStreak, currentStreak } = statistics(
    days.map((day) => won(day)),
    TODAY,
  );
  assert.equal(longestStreak, 4);
  assert.equal(currentStreak, 2);
});
