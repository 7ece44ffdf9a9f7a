import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lettersOf } from './letters.ts';

test('converts a typed character to A-Z', () => {
  assert.equal(lettersOf('e'), 'E');
  assert.equal(lettersOf('é'), 'E');
  assert.equal(lettersOf('e\u0301'), 'E');
  assert.equal(lettersOf('Ç'), 'C');
  assert.equal(lettersOf('œ'), 'OE');
  assert.equal(lettersOf('æ'), 'AE');
  assert.equal(lettersOf('7 -'), '');
});
