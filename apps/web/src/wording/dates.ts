import type { Day } from '@motus/contracts';
import { texts } from '../texts/texts.ts';

/** A day of the game in words: « samedi 21 novembre ». */
export function dayInWords(day: Day): string {
  // A day is a date without a time zone: it is written and read in UTC, so that no zone moves it.
  return new Intl.DateTimeFormat(texts.value.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** The time of day of a moment (milliseconds since the Unix epoch), in the player's own time zone: « 00:00 ». */
export function timeOfDay(moment: number): string {
  return new Intl.DateTimeFormat(texts.value.locale, { hour: '2-digit', minute: '2-digit' }).format(moment);
}

/** A moment (milliseconds since the Unix epoch) with its day, in the player's own time zone: « 21 nov., 10:43 ». */
export function momentInWords(moment: number): string {
  return new Intl.DateTimeFormat(texts.value.locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);
}

/** A length of time in milliseconds as hours, minutes and seconds: « 05:12:09 ». */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
