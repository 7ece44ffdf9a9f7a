/** The first day of the archive, as an ISO 8601 date. */
export const ARCHIVE_FIRST_DAY = '2026-01-01';

/**
 * Whether a day can be played in the archive: a date of the calendar, not before the first day, and over.
 *
 * @param day   as 2026-11-21
 * @param today the current day, likewise
 */
export function inArchive(day: string, today: string): boolean {
  return isDay(day) && ARCHIVE_FIRST_DAY <= day && day < today;
}

/**
 * Whether a date exists in the calendar. `Date.parse` alone would accept 2026-02-30, as a day of March.
 *
 * @param day as 2026-11-21
 */
export function isDay(day: string): boolean {
  const instant = Date.parse(day);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day);
}
