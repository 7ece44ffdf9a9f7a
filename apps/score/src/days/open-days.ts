import { nextMidnight } from '@motus/game';

const HOUR = 3_600_000;

/**
 * When yesterday began. A play of yesterday or today can still go on, and what players report or operators block since then
 * is often its word: nobody else is told before.
 *
 * @param now milliseconds since the Unix epoch, like the result
 */
export function openDaysStart(now: number, timeZone: string): number {
  // Yesterday and today have 47 to 49 hours together: 60 hours before tomorrow belong to the day before.
  return nextMidnight(nextMidnight(now, timeZone) - 60 * HOUR, timeZone);
}
