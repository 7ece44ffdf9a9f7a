import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ARCHIVE_FIRST_DAY, inArchive } from './archive.ts';

test('the archive has the existing days from its first day to yesterday', () => {
  const today = '2026-11-21';
  const cases = [
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    [ARCHIVE_FIRST_DAY, true],
    ['2025-12-31', false],
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['', false],
    ['2026', false],
  ] as const;
  for (const [day, expected] of cases) assert.equal(inArchive(day, today), expected, day);
  assert.equal(inArchive('2028-02-29', '2028-03-01'), true);
  assert.equal(inArchive('2025-12-30', '2025-12-31'), false);
});
