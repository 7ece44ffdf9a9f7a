import type { PlaySummary, Statistics } from '@motus/contracts';
import { ATTEMPTS, dayBefore } from '@motus/game';

/**
 * Computes a player's statistics from the whole history: no counter is kept that could drift.
 *
 * @param history finished plays, in any order
 * @param today   the current day: a streak is current until the end of the day after its last win
 */
export function statistics(history: readonly PlaySummary[], today: string): Statistics {
  const won = history.filter((play) => play.state === 'won');
  const wonDays = wonDaysOf(history);
  const playedToday = history.some((play) => play.day === today);
  const distribution = Array.from(
    { length: ATTEMPTS },
    (_, i) => won.filter((play) => play.attempts === i + 1).length,
  );
  const attempts = won.reduce((sum, play) => sum + play.attempts, 0);
  return {
    played: history.length,
    won: won.length,
    currentStreak: streakEndingAt(playedToday ? today : dayBefore(today), wonDays),
    longestStreak: longestStreak(wonDays),
    distribution,
    meanAttempts: won.length === 0 ? null : attempts / won.length,
    points: history.reduce((sum, play) => sum + play.points, 0),
  };
}

/** The number of days won in a row up to a day, that day included. */
export function streakOn(day: string, history: readonly PlaySummary[]): number {
  return streakEndingAt(day, wonDaysOf(history));
}

function wonDaysOf(history: readonly PlaySummary[]): ReadonlySet<string> {
  return new Set(history.filter(({ state }) => state === 'won').map(({ day }) => day));
}

function streakEndingAt(day: string, wonDays: ReadonlySet<string>): number {
  let streak = 0;
  for (let d = day; wonDays.has(d); d = dayBefore(d)) streak++;
  return streak;
}

function longestStreak(wonDays: ReadonlySet<string>): number {
  let longest = 0;
  let streak = 0;
  let previous = '';
  for (const day of Array.from(wonDays).sort()) {
    streak = dayBefore(day) === previous ? streak + 1 : 1;
    longest = Math.max(longest, streak);
    previous = day;
  }
  return longest;
}
