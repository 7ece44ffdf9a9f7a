import type { Period, PlaySummary } from '@motus/contracts';
import { PERIODS, periodKey } from './periods.ts';

/** What a player has in one period, as an absolute value: publishing it twice changes nothing. */
export interface Standing {
  readonly period: Period;
  /** Which one: 2026-11-21, 2026-W47, 2026-11 or all. */
  readonly key: string;
  /** Finished plays in the period. History only grows, so the larger number is the newer standing; see publish.lua. */
  readonly plays: number;
  readonly points: number;
  /** When these points were reached, in milliseconds since the Unix epoch. */
  readonly finishedAt: number;
}

/**
 * A player's standings in every period that holds one of the days.
 *
 * @param history all finished plays of the player
 * @param days    the days whose plays are new
 */
export function standings(history: readonly PlaySummary[], days: readonly string[]): Standing[] {
  const wanted = new Map(
    days.flatMap((day) =>
      PERIODS.map((period) => {
        const key = periodKey(period, day);
        return [`${period} ${key}`, { period, key }] as const;
      }),
    ),
  );
  return Array.from(wanted.values(), ({ period, key }) => {
    const plays = history.filter((play) => periodKey(period, play.day) === key);
    // A lost play brings no points, so it does not make the others any later.
    const scoring = plays.filter((play) => play.points > 0);
    return {
      period,
      key,
      plays: plays.length,
      points: plays.reduce((sum, play) => sum + play.points, 0),
      finishedAt: Math.max(...(scoring.length > 0 ? scoring : plays).map((play) => play.finishedAt)),
    };
  });
}
