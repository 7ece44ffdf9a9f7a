import type { Period, PlaySummary } from '@motus/contracts';
import { PERIODS, periodKey } from './periods.ts';

/** What a player has reached in one period, as an absolute value: publishing it twice changes nothing. */
export interface PeriodTotal {
  readonly period: Period;
  /** Which one: 2026-11-21, 2026-W47, 2026-11 or all. */
  readonly key: string;
  /** Finished plays in the period. A history only grows, so the larger number is the newer total; see publish.lua. */
  readonly plays: number;
  readonly points: number;
  /** When these points were reached, in milliseconds since the Unix epoch. */
  readonly finishedAt: number;
}

/**
 * A player's totals of every period that contains one of the days, each period once.
 *
 * @param history all finished plays of the player
 * @param days    the days whose plays are new, each with a play in the history
 */
export function periodTotals(history: readonly PlaySummary[], days: readonly string[]): PeriodTotal[] {
  const periods = new Map(
    days.flatMap((day) =>
      PERIODS.map((period) => {
        const key = periodKey(period, day);
        return [`${period} ${key}`, { period, key }] as const;
      }),
    ),
  );
  return Array.from(periods.values(), ({ period, key }) => periodTotal(history, period, key));
}

/** @param history has at least one play of the period */
function periodTotal(history: readonly PlaySummary[], period: Period, key: string): PeriodTotal {
  const plays = history.filter((play) => periodKey(period, play.day) === key);
  // A lost play brings no points, so it does not change when the points were reached.
  const scoring = plays.filter((play) => play.points > 0);
  return {
    period,
    key,
    plays: plays.length,
    points: plays.reduce((sum, play) => sum + play.points, 0),
    finishedAt: Math.max(...(scoring.length > 0 ? scoring : plays).map((play) => play.finishedAt)),
  };
}
