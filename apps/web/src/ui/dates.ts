import type { Day, Month } from '@motus/contracts';
import { language, texts } from './texts/texts.ts';

/** A day in words: « samedi 21 novembre ». */
export function dayInWords(day: Day): string {
  return formatDay(day, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** « 12 novembre 2026 » */
export function dateInWords(day: Day): string {
  return formatDay(day, { dateStyle: 'long' });
}

/** « 12 nov. » */
export function shortDate(day: Day): string {
  return formatDay(day, { day: 'numeric', month: 'short' });
}

function formatDay(day: Day, format: Intl.DateTimeFormatOptions): string {
  // A day has no time zone; parsing and formatting it in UTC keeps it the same everywhere.
  return withOrdinal(
    new Intl.DateTimeFormat(texts.value.locale, { ...format, timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    ),
  );
}

/** In French the first of a month is « 1er », which Intl does not know. */
function withOrdinal(date: string): string {
  return language.value === 'fr' ? date.replace(/(?<!\d)1(?= )/, '1er') : date;
}

/** « novembre 2026 » */
export function monthInWords(month: Month): string {
  return new Intl.DateTimeFormat(texts.value.locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));
}

/** The days of the week, from Monday: « lundi », short « lun. » */
export function weekdays(): { long: string; short: string }[] {
  const format = (weekday: 'long' | 'short', at: number) =>
    // 1 January 2024 was a Monday.
    new Intl.DateTimeFormat(texts.value.locale, { weekday, timeZone: 'UTC' }).format(
      Date.UTC(2024, 0, 1 + at),
    );
  return Array.from({ length: 7 }, (_, at) => ({ long: format('long', at), short: format('short', at) }));
}

/** The time of day of a moment (milliseconds since the Unix epoch), in the player's time zone: « 00:00 ». */
export function timeOfDay(moment: number): string {
  return new Intl.DateTimeFormat(texts.value.locale, { hour: '2-digit', minute: '2-digit' }).format(moment);
}

/** A moment (milliseconds since the Unix epoch), in the player's time zone: « 21 nov., 10:43 ». */
export function momentInWords(moment: number): string {
  return withOrdinal(
    new Intl.DateTimeFormat(texts.value.locale, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(moment),
  );
}

/** A duration in milliseconds as hours, minutes and seconds: « 05:12:09 ». */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
