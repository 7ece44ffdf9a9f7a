import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layouts } from './layouts.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

for (const [name, rows] of Object.entries(layouts)) {
  test(`${name} has each letter once, Backspace and Enter`, () => {
    const keys = rows.flat();
    assert.equal(
      keys
        .filter((key) => key.length === 1)
        .sort()
        .join(''),
      ALPHABET,
    );
    assert.deepEqual(
      keys.filter((key) => key.length > 1),
      ['Backspace', 'Enter'],
    );
  });

  test(`${name} has at most ten letters in a row, to fit a phone`, () => {
    assert.equal(rows.length, 3);
    for (const row of rows) assert.ok(row.length <= 10, row.join(''));
  });
}
