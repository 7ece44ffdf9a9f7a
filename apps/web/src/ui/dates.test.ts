import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dateInWords,
  dayInWords,
  duration,
  momentInWords,
  monthInWords,
  shortDate,
  timeOfDay,
  weekdays,
} from './dates.ts';
import { FAR_TIME_ZONES, moveTo } from './fake-time-zone.ts';

for (const timeZone of FAR_TIME_ZONES) {
  test(`formats a day, a date, a month and the weekdays in ${timeZone} as everywhere`, (t) => {
    moveTo(timeZone, t);
    assert.equal(dayInWords('2026-11-21'), 'samedi 21 novembre');
    assert.equal(dateInWords('2026-11-01'), '1er novembre 2026');
    assert.equal(dateInWords('2026-11-11'), '11 novembre 2026');
    assert.equal(shortDate('2026-11-01'), '1er nov.');
    assert.equal(monthInWords('2026-11'), 'novembre 2026');
    assert.deepEqual(
      [weekdays()[0], weekdays()[6]?.long, weekdays().length],
      [{ long: 'lundi', short: 'lun.' }, 'dimanche', 7],
    );
  });

  test(`formats a moment in ${timeZone} by the clock there`, (t) => {
    moveTo(timeZone, t);
    const hour = timeZone === 'Pacific/Kiritimati' ? '14:00' : '13:00';
    assert.equal(timeOfDay(Date.UTC(2026, 10, 21)), hour);
    assert.equal(
      momentInWords(Date.UTC(2026, 10, timeZone === 'Pacific/Kiritimati' ? 1 : 2)),
      `1er nov., ${hour}`,
    );
  });
}

test('formats a duration as hours, minutes and seconds, never negative', () => {
  assert.equal(duration(18_729_000), '05:12:09');
  assert.equal(duration(1), '00:00:01');
  assert.equal(duration(-5000), '00:00:00');
});
