import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from './refusal.ts';

const rules = { length: 6, firstLetter: 'B', isValid: (word: string) => word === 'BALLON' };

test('refuses a word for the most basic reason', () => {
  assert.equal(refusal('BALLON', rules), undefined);
  assert.equal(refusal('', rules), 'word_length');
  assert.equal(refusal('BALLONS', rules), 'word_length');
  assert.equal(refusal('BALL-N', rules), 'word_letters');
  assert.equal(refusal('BALLÖN', rules), 'word_letters');
  assert.equal(refusal('CARAFE', rules), 'word_first_letter');
  assert.equal(refusal('BBBBBB', rules), 'word_unknown');
});
