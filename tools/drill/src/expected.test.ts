import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mark } from '@motus/game';
import { expectedLeaderboard, expectedStatistics, type PlayResult, resultOf } from './expected.ts';
import { Journal } from './journal.ts';

const WRONG: Mark[] = ['correct', 'absent', 'present', 'absent', 'absent', 'absent'];
const RIGHT: Mark[] = WRONG.map(() => 'correct');

function play(player: string, day: string, attempts: number, finishedAt: number, won = true): PlayResult {
  const points = won ? ([100, 85, 70, 55, 40, 25][attempts - 1] ?? 0) : 0;
  return { player, day, won, attempts, points, finishedAt };
}

/** The result of a play with so many rows, the last with the given pattern. */
function resultAfter(rows: number, last: Mark[]) {
  const journal = new Journal();
  for (let row = 1; row <= rows; row++) {
    const pattern = row === rows ? last : WRONG;
    journal.addPending('A', '2026-11-21', 'BALLON');
    journal.addAttempt({ player: 'A', day: '2026-11-21', row, word: 'BALLON', pattern, at: row, phase: 0 });
  }
  return journal.plays().map(resultOf)[0];
}

test('a play is finished by the answer or by its sixth row', () => {
  assert.equal(resultAfter(3, WRONG), undefined);
  assert.deepEqual(resultAfter(3, RIGHT), play('A', '2026-11-21', 3, 3));
  assert.deepEqual(resultAfter(6, RIGHT), play('A', '2026-11-21', 6, 6));
  assert.deepEqual(resultAfter(6, WRONG), play('A', '2026-11-21', 6, 6, false));
});

test('statistics without a play', () => {
  assert.deepEqual(expectedStatistics([], '2026-11-21'), {
    played: 0,
    won: 0,
    currentStreak: 0,
    longestStreak: 0,
    distribution: [0, 0, 0, 0, 0, 0],
    meanAttempts: null,
    points: 0,
  });
});

test('statistics of several days: sums, distribution, a streak across the end of a month', () => {
  const plays = [
    play('A', '2026-10-30', 2, 1),
    play('A', '2026-10-31', 2, 2),
    play('A', '2026-11-01', 5, 3),
    play('A', '2026-11-02', 6, 4, false),
    play('A', '2026-11-20', 1, 5),
  ];
  assert.deepEqual(expectedStatistics(plays, '2026-11-21'), {
    played: 5,
    won: 4,
    currentStreak: 1,
    longestStreak: 3,
    distribution: [1, 2, 0, 0, 1, 0],
    meanAttempts: 2.5,
    points: 85 + 85 + 40 + 0 + 100,
  });
  assert.equal(expectedStatistics(plays, '2026-11-22').currentStreak, 0);
  const lostToday = [...plays, play('A', '2026-11-21', 6, 6, false)];
  assert.equal(expectedStatistics(lostToday, '2026-11-21').currentStreak, 0);
});

test('a leaderboard is ordered by points, then by the earlier finish, then by the greater id', () => {
  const today = '2026-11-21';
  const plays = [
    play('late', today, 2, 300),
    play('early', today, 2, 200),
    play('b', today, 3, 100),
    play('a', today, 3, 100),
    play('lost', today, 6, 50, false),
    play('best', today, 1, 900),
  ];
  const board = expectedLeaderboard(plays, 'day', today, (player) => player);
  assert.deepEqual(
    board.map(({ player }) => player),
    ['best', 'early', 'late', 'b', 'a', 'lost'],
  );
});

test('a leaderboard counts the plays of its period; a lost play does not change when the points were reached', () => {
  // A Saturday; its week began on Monday, 16 November.
  const today = '2026-11-21';
  const plays = [
    play('A', '2025-11-21', 1, 1),
    play('A', '2026-10-31', 1, 2),
    play('A', '2026-11-15', 2, 3),
    play('A', '2026-11-16', 3, 4),
    play('A', today, 6, 5, false),
  ];
  const of = (period: 'day' | 'week' | 'month' | 'all') => {
    const [place] = expectedLeaderboard(plays, period, today, () => '');
    return [place?.points, place?.finishedAt];
  };
  assert.deepEqual(of('day'), [0, 5]);
  assert.deepEqual(of('week'), [70, 4]);
  assert.deepEqual(of('month'), [70 + 85, 4]);
  assert.deepEqual(of('all'), [70 + 85 + 100 + 100, 4]);
});
