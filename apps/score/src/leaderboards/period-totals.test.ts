import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlaySummary } from '@motus/contracts';
import { periodTotals } from './period-totals.ts';

function play(day: string, points: number, finishedAt: number): PlaySummary {
  return { day, state: points > 0 ? 'won' : 'lost', attempts: 3, points, late: false, finishedAt };
}

test('sums the plays of each period and takes the time of the last play that brought points', () => {
  const history = [
    play('2026-10-31', 40, 1),
    play('2026-11-15', 55, 2),
    play('2026-11-20', 70, 3),
    play('2026-11-21', 0, 4),
  ];
  assert.deepEqual(periodTotals(history, ['2026-11-21']), [
    { period: 'day', key: '2026-11-21', plays: 1, points: 0, finishedAt: 4 },
    { period: 'week', key: '2026-W47', plays: 2, points: 70, finishedAt: 3 },
    { period: 'month', key: '2026-11', plays: 3, points: 125, finishedAt: 3 },
    { period: 'all', key: 'all', plays: 4, points: 165, finishedAt: 3 },
  ]);
});

test('returns one total of the week for two new days of one week', () => {
  const history = [play('2026-11-20', 70, 1), play('2026-11-21', 40, 2)];
  const keys = periodTotals(history, ['2026-11-20', '2026-11-21']).map(({ key }) => key);
  assert.deepEqual(keys, ['2026-11-20', '2026-W47', '2026-11', 'all', '2026-11-21']);
});
