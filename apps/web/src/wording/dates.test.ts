import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayInWords, duration } from './dates.ts';

test('a day is named in French, whatever the time zone of the machine', () => {
  assert.equal(dayInWords('2026-11-21'), 'samedi 21 novembre');
});

test('a duration is hours, minutes and seconds, and never negative', () => {
  assert.equal(duration(18_729_000), '05:12:09');
  assert.equal(duration(1), '00:00:01');
  assert.equal(duration(-5000), '00:00:00');
});
