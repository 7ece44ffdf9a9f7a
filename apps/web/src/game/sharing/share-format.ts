import { ATTEMPTS, type Mark } from '@motus/game';

/** A play that has ended, as it may be shown to those who have not played yet: it holds no letter. */
export interface FinishedPlay {
  /** What this game is called. */
  name: string;
  /** ISO 8601 date. */
  day: string;
  /** The colours of each row, oldest first. */
  rows: readonly (readonly Mark[])[];
  state: 'won' | 'lost';
  /** Whether it was played in hard mode. */
  hard: boolean;
  /** How long it took, where the player wants that told. */
  seconds?: number;
  /** Where the game can be played. */
  url: string;
  /** BCP 47, for words, dates and numbers: `fr-FR`, `en-GB`. */
  locale: string;
}

/** « 3/6 », « X/6 » when lost; a star for hard mode. */
export function scoreOf({ rows, state, hard }: FinishedPlay): string {
  return `${state === 'won' ? rows.length : 'X'}/${ATTEMPTS}${hard ? ' ★' : ''}`;
}

/** The day as a date in figures: « 21/11/2026 ». */
export function dateOf({ day, locale }: FinishedPlay): string {
  // A day is a date without a time zone: it is written in UTC, so that no zone moves it.
  return new Intl.DateTimeFormat(locale, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(day));
}

/** A length of time: « 48 s », « 2 min 05 », « 1 h 02 ». */
export function shortDuration(seconds: number): string {
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return `${whole} s`;
  if (minutes < 60) return `${minutes} min ${twoDigits(whole % 60)}`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)}`;
}
