import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDaysStart } from './open-days.ts';

test('finds the midnight that began yesterday, also beside a change of the clocks', () => {
  for (const [now, expected] of [
    ['2026-11-21T10:00:00Z', '2026-11-19T23:00:00Z'],
    ['2026-11-20T23:00:00Z', '2026-11-19T23:00:00Z'],
    ['2026-11-20T22:59:59Z', '2026-11-18T23:00:00Z'],
    // The night from 24 to 25 October has one hour more.
    ['2026-10-25T22:59:59Z', '2026-10-23T22:00:00Z'],
    ['2026-10-26T22:59:59Z', '2026-10-24T22:00:00Z'],
    // The night from 28 to 29 March has one hour less.
    ['2026-03-28T23:00:00Z', '2026-03-27T23:00:00Z'],
    ['2026-03-30T21:59:59Z', '2026-03-28T23:00:00Z'],
  ] as const) {
    assert.equal(
      new Date(openDaysStart(Date.parse(now), 'Europe/Paris')).toISOString(),
      expected.replace('Z', '.000Z'),
      now,
    );
  }
});
