/** The first day that can be played afterwards; ISO 8601 date. */
export const ARCHIVE_FIRST_DAY = '2026-01-01';

/**
 * Whether a day can be played in the archive: it exists, and it is over.
 *
 * @param day   of the form 2026-11-21
 * @param today the current day
 */
export function inArchive(day: string, today: string): boolean {
  return isDay(day) && ARCHIVE_FIRST_DAY <= day && day < today;
}

/**
 * Whether a day exists: 2026-02-30 would be read as a day of March.
 *
 * @param day of the form 2026-11-21
 */
export function isDay(day: string): boolean {
  const instant = Date.parse(day);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day);
}
