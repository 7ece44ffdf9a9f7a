import type { Period, Statistics } from '@motus/contracts';
import type { JournalPlay } from './journal.ts';

/*
 * The expected results, statistics and leaderboards, computed from the journal without the code of the services, so that
 * an error there is not repeated here.
 */

const MAX_ROWS = 6;
/** The points of a win, by the number of attempts from 1. */
const POINTS = [100, 85, 70, 55, 40, 25];
const DAY_MS = 24 * 60 * 60 * 1000;

/** The result of a finished play. */
export interface PlayResult {
  readonly player: string;
  readonly day: string;
  readonly won: boolean;
  readonly attempts: number;
  readonly points: number;
  /** In milliseconds since the Unix epoch. */
  readonly finishedAt: number;
}

/** A place on a leaderboard. */
export interface Place {
  readonly player: string;
  readonly points: number;
  readonly finishedAt: number;
}

/** The result of a play. @returns undefined if it is not finished */
export function resultOf({ player, day, attempts }: JournalPlay): PlayResult | undefined {
  const last = attempts.at(-1);
  if (last === undefined) return undefined;
  const won = last.pattern.every((mark) => mark === 'correct');
  if (!won && attempts.length < MAX_ROWS) return undefined;
  const points = won ? (POINTS[attempts.length - 1] ?? 0) : 0;
  return { player, day, won, attempts: attempts.length, points, finishedAt: last.at };
}

/** The statistics of one player, from the results of all their plays. */
export function expectedStatistics(plays: readonly PlayResult[], today: string): Statistics {
  const wins = plays.filter(({ won }) => won);
  const distribution = POINTS.map((_, i) => wins.filter(({ attempts }) => attempts === i + 1).length);
  const attempts = wins.map((play) => play.attempts).reduce((a, b) => a + b, 0);
  const wonDays = wins.map(({ day }) => dayNumber(day)).sort((a, b) => a - b);
  // Runs of consecutive days, each with its last day and its length.
  const runs: { last: number; length: number }[] = [];
  for (const day of wonDays) {
    const run = runs.at(-1);
    if (run?.last === day - 1) Object.assign(run, { last: day, length: run.length + 1 });
    else runs.push({ last: day, length: 1 });
  }
  // The current streak ends today; while today's play is not finished, it ends yesterday.
  const end = plays.some(({ day }) => day === today) ? dayNumber(today) : dayNumber(today) - 1;
  return {
    played: plays.length,
    won: wins.length,
    currentStreak: runs.find(({ last }) => last === end)?.length ?? 0,
    longestStreak: Math.max(0, ...runs.map(({ length }) => length)),
    distribution,
    meanAttempts: wins.length === 0 ? null : attempts / wins.length,
    points: plays.map((play) => play.points).reduce((a, b) => a + b, 0),
  };
}

/**
 * The order of a leaderboard as of today: by points, then by the earlier finish.
 *
 * @param idOf the id of a player, which breaks a tie of both (the greater id is first)
 */
export function expectedLeaderboard(
  plays: readonly PlayResult[],
  period: Period,
  today: string,
  idOf: (player: string) => string,
): Place[] {
  const players = Map.groupBy(
    plays.filter(({ day }) => isInPeriod(period, day, today)),
    ({ player }) => player,
  );
  const places = [...players].map(([player, own]) => {
    const scoring = own.filter(({ points }) => points > 0);
    const counted = scoring.length > 0 ? scoring : own;
    return {
      player,
      points: own.map(({ points }) => points).reduce((a, b) => a + b, 0),
      finishedAt: Math.max(...counted.map(({ finishedAt }) => finishedAt)),
    };
  });
  return places.sort(
    (a, b) =>
      b.points - a.points ||
      a.finishedAt - b.finishedAt ||
      Buffer.compare(Buffer.from(idOf(b.player)), Buffer.from(idOf(a.player))),
  );
}

function isInPeriod(period: Period, day: string, today: string): boolean {
  switch (period) {
    case 'day':
      return day === today;
    case 'week':
      return weekNumber(day) === weekNumber(today);
    case 'month':
      return day.slice(0, 7) === today.slice(0, 7);
    case 'all':
      return true;
  }
}

/** The number of the week of a day, weeks beginning on Monday; 1 January 1970 was a Thursday. */
function weekNumber(day: string): number {
  return Math.floor((dayNumber(day) + 3) / 7);
}

function dayNumber(day: string): number {
  return Date.parse(day) / DAY_MS;
}
