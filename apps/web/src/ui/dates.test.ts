import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateInWords, dayInWords, duration, monthInWords, shortDate, weekdays } from './dates.ts';

test('formats a day in French in any time zone', () => {
  assert.equal(dayInWords('2026-11-21'), 'samedi 21 novembre');
});

test('formats a date, a month and a weekday in any time zone', () => {
  assert.equal(dateInWords('2026-11-01'), '1 novembre 2026');
  assert.equal(shortDate('2026-11-01'), '1 nov.');
  assert.equal(monthInWords('2026-11'), 'novembre 2026');
  assert.deepEqual(
    [weekdays()[0], weekdays()[6]?.long, weekdays().length],
    [{ long: 'lundi', short: 'lun.' }, 'dimanche', 7],
  );
});

test('formats a duration as hours, minutes and seconds, never negative', () => {
  assert.equal(duration(18_729_000), '05:12:09');
  assert.equal(duration(1), '00:00:01');
  assert.equal(duration(-5000), '00:00:00');
});
