import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Leaderboard, LeaderboardEntry } from '@motus/contracts';
import { leaderboardRows } from './leaderboard-rows.ts';

const entry = (rank: number): LeaderboardEntry => ({
  rank,
  player: { id: `p${rank}`, name: `Joueuse ${rank}` },
  points: 100 - rank,
  finishedAt: rank,
});

const board = (top: number[], around: number[]): Leaderboard => ({
  period: 'day',
  key: '2026-11-21',
  players: 20,
  top: top.map(entry),
  around: around.map(entry),
});

const ranks = (leaderboard: Leaderboard) =>
  leaderboardRows(leaderboard).map((row) => (row === 'gap' ? 'gap' : row.rank));

test('lists a player of the top once', () => {
  assert.deepEqual(ranks(board([1, 2, 3], [1, 2, 3])), [1, 2, 3]);
});

test('puts a gap between the top and neighbours further down', () => {
  assert.deepEqual(ranks(board([1, 2, 3], [9, 10, 11])), [1, 2, 3, 'gap', 9, 10, 11]);
  assert.deepEqual(ranks(board([1, 2, 3], [3, 4, 5])), [1, 2, 3, 4, 5]);
});

test('lists only the top for a player without a rank', () => {
  assert.deepEqual(ranks(board([1, 2], [])), [1, 2]);
});
