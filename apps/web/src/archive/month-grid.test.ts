import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMonths, weeksOf } from './month-grid.ts';

test('arranges a month in weeks from Monday to Sunday', () => {
  // 1 November 2026 is a Sunday.
  const weeks = weeksOf('2026-11');
  assert.equal(weeks.length, 6);
  assert.deepEqual(weeks[0], [null, null, null, null, null, null, '2026-11-01']);
  assert.deepEqual(weeks[5], ['2026-11-30', null, null, null, null, null, null]);
  assert.equal(weeks.flat().filter(Boolean).length, 30);
});

test('has four rows for a month of four whole weeks, and 29 February in a leap year', () => {
  assert.equal(weeksOf('2027-02').length, 4);
  assert.equal(weeksOf('2028-02').flat().filter(Boolean).at(-1), '2028-02-29');
});

test('adds months across the end of a year', () => {
  assert.equal(addMonths('2026-12', 1), '2027-01');
  assert.equal(addMonths('2026-01', -1), '2025-12');
});
