import type { Period, Statistics } from '@motus/contracts';
import type { JournalPlay } from './journal.ts';

/*
 * What the ledger must say, computed from the journal alone: nothing of the services' own code is used, so that an
 * error there cannot hide here.
 */

const ROWS = 6;
const POINTS = [100, 85, 70, 55, 40, 25];
const DAY = 24 * 60 * 60 * 1000;

/** A play that has ended. */
export interface Finished {
  readonly player: string;
  readonly day: string;
  readonly won: boolean;
  readonly attempts: number;
  readonly points: number;
  readonly finishedAt: number;
}

/** A place on a leaderboard. */
export interface Place {
  readonly player: string;
  readonly points: number;
  readonly finishedAt: number;
}

/** The play's result, or undefined where it goes on. */
export function finished({ player, day, attempts }: JournalPlay): Finished | undefined {
  const last = attempts.at(-1);
  if (last === undefined) return undefined;
  const won = last.pattern.every((mark) => mark === 'correct');
  if (!won && attempts.length < ROWS) return undefined;
  const points = won ? (POINTS[attempts.length - 1] ?? 0) : 0;
  return { player, day, won, attempts: attempts.length, points, finishedAt: last.at };
}

/** One player's statistics. */
export function expectedStatistics(plays: readonly Finished[], today: string): Statistics {
  const wins = plays.filter(({ won }) => won);
  const distribution = POINTS.map((_, i) => wins.filter(({ attempts }) => attempts === i + 1).length);
  const attempts = wins.map((play) => play.attempts).reduce((a, b) => a + b, 0);
  const won = wins.map(({ day }) => dayNumber(day)).sort((a, b) => a - b);
  // Runs of days, each as its last day and its length.
  const runs: { last: number; length: number }[] = [];
  for (const day of won) {
    const run = runs.at(-1);
    if (run?.last === day - 1) Object.assign(run, { last: day, length: run.length + 1 });
    else runs.push({ last: day, length: 1 });
  }
  // A run lives as long as today may still prolong it: unless today is played, yesterday's end will do.
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
 * A leaderboard as of today, the first first: by points, then by who reached them earlier.
 *
 * @param idOf the id of a player decides where even the millisecond is the same
 */
export function expectedBoard(
  plays: readonly Finished[],
  period: Period,
  today: string,
  idOf: (player: string) => string,
): Place[] {
  const players = Map.groupBy(
    plays.filter(({ day }) => sameStretch(period, day, today)),
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

function sameStretch(period: Period, day: string, today: string): boolean {
  switch (period) {
    case 'day':
      return day === today;
    case 'week':
      return monday(day) === monday(today);
    case 'month':
      return day.slice(0, 7) === today.slice(0, 7);
    case 'all':
      return true;
  }
}

/** The number of the Monday that begins a day's week; 1 January 1970 was a Thursday. */
function monday(day: string): number {
  return Math.floor((dayNumber(day) + 3) / 7);
}

function dayNumber(day: string): number {
  return Date.parse(day) / DAY;
}
