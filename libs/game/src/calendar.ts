const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The day of the game at an instant.
 *
 * @param instant  milliseconds since the Unix epoch
 * @param timeZone IANA name, for instance Europe/Paris
 * @returns ISO 8601 date
 */
export function dayAt(instant: number, timeZone: string): string {
  return formatter(timeZone).format(instant);
}

/** The day before a day; both ISO 8601 dates. */
export function dayBefore(day: string): string {
  return isoDate(Date.parse(day) - DAY);
}

/**
 * When the day turns.
 *
 * A time zone may skip or repeat midnight, so the turn is searched for and not computed from an offset.
 *
 * @returns the first instant after `instant` that belongs to a later day, in milliseconds since the Unix epoch
 */
export function nextMidnight(instant: number, timeZone: string): number {
  const today = dayAt(instant, timeZone);
  let before = instant;
  let after = instant + 26 * HOUR;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayAt(middle, timeZone) > today) after = middle;
    else before = middle;
  }
  return after;
}

/** The ISO 8601 week of a day, Monday to Sunday, as `2026-W47`; its year is that of its Thursday. */
export function weekOf(day: string): string {
  const date = Date.parse(day);
  const weekday = (new Date(date).getUTCDay() + 6) % 7;
  const thursday = date + (3 - weekday) * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The month of a day, as `2026-11`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes a hundred times as long as using it. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  // The Swedish locale writes dates as ISO 8601 does.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formatters.set(timeZone, made);
  return made;
}

function isoDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
