import { ATTEMPTS } from '@motus/game';
import type { FinishedPlay } from './finished-play.ts';

/** « 3/6 », « X/6 » for a loss; a star for hard mode. */
export function scoreOf({ rows, state, hard }: FinishedPlay): string {
  return `${state === 'won' ? rows.length : 'X'}/${ATTEMPTS}${hard ? ' ★' : ''}`;
}

/** The day as a numeric date: « 21/11/2026 ». */
export function dateOf({ day, locale }: FinishedPlay): string {
  // A day has no time zone; formatting it in UTC keeps it the same everywhere.
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(day));
}

/** A duration: « 48 s », « 2 min 05 », « 1 h 02 ». */
export function shortDuration(seconds: number): string {
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return `${whole} s`;
  if (minutes < 60) return `${minutes} min ${twoDigits(whole % 60)}`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)}`;
}
