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
  return spanAt(instant, timeZone).day;
}

/** The day before a day; both ISO 8601 dates. */
export function dayBefore(day: string): string {
  if (day !== lastBefore.of) lastBefore = { of: day, day: isoDate(Date.parse(day) - DAY) };
  return lastBefore.day;
}

/** The last result, because all attempts of a day ask for the same one. */
let lastBefore = { of: '', day: '' };

/** The day after a day; both ISO 8601 dates. */
export function dayAfter(day: string): string {
  return isoDate(Date.parse(day) + DAY);
}

/**
 * The next midnight.
 *
 * @returns the first instant after `instant` that belongs to a later day, in milliseconds since the Unix epoch
 */
export function nextMidnight(instant: number, timeZone: string): number {
  return spanAt(instant, timeZone).until;
}

/** The ISO 8601 week of a day, Monday to Sunday, as `2026-W47`; the year is that of the week's Thursday. */
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

/** The part of a day from an instant until midnight. */
interface Span {
  readonly day: string;
  readonly from: number;
  readonly until: number;
}

/** The last span of each time zone: a lookup here takes a hundredth of the time of `Intl.DateTimeFormat`. */
const lastSpans = new Map<string, Span>();

function spanAt(instant: number, timeZone: string): Span {
  const last = lastSpans.get(timeZone);
  if (last !== undefined && last.from <= instant && instant < last.until) return last;
  const span = findSpan(instant, timeZone);
  lastSpans.set(timeZone, span);
  return span;
}

/** Finds midnight by bisection instead of from an offset, because a time zone may skip or repeat midnight. */
function findSpan(from: number, timeZone: string): Span {
  // The Swedish locale formats dates as ISO 8601.
  const days = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const day = days.format(from);
  let before = from;
  let until = from + 26 * HOUR;
  while (until - before > 1) {
    const middle = Math.floor((before + until) / 2);
    if (days.format(middle) > day) until = middle;
    else before = middle;
  }
  return { day, from, until };
}

function isoDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
