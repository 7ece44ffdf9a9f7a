import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayAfter, dayAt, dayBefore, monthOf, nextMidnight, weekOf } from './calendar.ts';

const at = (iso: string): number => Date.parse(iso);

test('the day depends on the time zone', () => {
  const instant = at('2026-11-21T23:30:00Z');
  assert.equal(dayAt(instant, 'Europe/Paris'), '2026-11-22');
  assert.equal(dayAt(instant, 'UTC'), '2026-11-21');
  assert.equal(dayAt(instant, 'America/Montreal'), '2026-11-21');
});

test('finds the next midnight to the millisecond, also on days of 23 and 25 hours', () => {
  const cases = [
    ['2026-11-21T10:00:00Z', 'Europe/Paris', '2026-11-21T23:00:00Z'],
    ['2026-03-29T00:30:00Z', 'Europe/Paris', '2026-03-29T22:00:00Z'],
    ['2026-10-24T22:00:00Z', 'Europe/Paris', '2026-10-25T23:00:00Z'],
    // Where summer time begins at midnight, the day begins at one o'clock.
    ['2026-04-23T12:00:00Z', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
  ] as const;
  for (const [now, zone, expected] of cases) {
    assert.equal(new Date(nextMidnight(at(now), zone)).toISOString(), new Date(expected).toISOString(), zone);
  }
});

test('midnight itself belongs to the new day', () => {
  const midnight = nextMidnight(at('2026-11-21T10:00:00Z'), 'Europe/Paris');
  assert.equal(dayAt(midnight, 'Europe/Paris'), '2026-11-22');
  assert.equal(dayAt(midnight - 1, 'Europe/Paris'), '2026-11-21');
});

test('the day of an instant does not depend on earlier calls', () => {
  const timeZone = 'Europe/Paris';
  const reference = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  // Three days around the end of summer time, the one of 25 hours in the middle.
  const instants = fc.integer({ min: at('2026-10-23T22:00:00Z'), max: at('2026-10-26T23:00:00Z') });
  fc.assert(
    fc.property(fc.array(instants, { minLength: 2 }), (asked) => {
      for (const instant of asked) assert.equal(dayAt(instant, timeZone), reference.format(instant));
    }),
  );
});

test('computes ISO weeks, months, and the days before and after', () => {
  assert.equal(weekOf('2026-11-21'), '2026-W47');
  assert.equal(weekOf('2026-11-23'), '2026-W48');
  assert.equal(weekOf('2027-01-01'), '2026-W53');
  assert.equal(weekOf('2027-01-04'), '2027-W01');
  assert.equal(weekOf('2024-12-30'), '2025-W01');
  assert.equal(monthOf('2026-11-21'), '2026-11');
  assert.equal(dayBefore('2026-03-01'), '2026-02-28');
  assert.equal(dayBefore('2027-01-01'), '2026-12-31');
  assert.equal(dayAfter('2026-02-28'), '2026-03-01');
  assert.equal(dayAfter('2026-12-31'), '2027-01-01');
});
