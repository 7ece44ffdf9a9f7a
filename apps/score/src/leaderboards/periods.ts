import type { Period } from '@motus/contracts';
import { monthOf, weekOf } from '@motus/game';

export const PERIODS: readonly Period[] = ['day', 'week', 'month', 'all'];

/** Which leaderboard of a period a day belongs to: 2026-11-21, 2026-W47, 2026-11 or all. */
export function periodKey(period: Period, day: string): string {
  switch (period) {
    case 'day':
      return day;
    case 'week':
      return weekOf(day);
    case 'month':
      return monthOf(day);
    case 'all':
      return 'all';
  }
}
