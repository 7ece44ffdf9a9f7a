import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { encodePattern } from './notation.ts';
import { pattern } from './pattern.ts';

/** Answer, guess, encoded pattern: R correct, J present, - absent. */
const EXAMPLES = [
  ['ALLEE', 'LELEA', 'JJRRJ'],
  ['BALLON', 'BULBES', 'R-R---'],
  ['BANANE', 'BANNIE', 'RRRJ-R'],
  ['TETES', 'TESTE', 'RRJJJ'],
  ['CANARD', 'CARAFE', 'RRJR--'],
  ['CHARA', 'ADAPT', 'J-R--'],
] as const;

describe('pattern', () => {
  for (const [answer, guess, expected] of EXAMPLES) {
    test(`${guess} against ${answer} is ${expected}`, () => {
      assert.equal(encodePattern(pattern(guess, answer)), expected);
    });
  }

  test('for each letter, correct + present = min(count in guess, count in answer)', () => {
    fc.assert(
      fc.property(wordPair(), ([guess, answer]) => {
        const marks = pattern(guess, answer);
        for (const letter of new Set(guess)) {
          const coloured = marks.filter((mark, i) => guess[i] === letter && mark !== 'absent').length;
          assert.equal(coloured, Math.min(count(guess, letter), count(answer, letter)));
        }
      }),
    );
  });

  test('a letter is correct exactly where guess and answer agree', () => {
    fc.assert(
      fc.property(wordPair(), ([guess, answer]) => {
        pattern(guess, answer).forEach((mark, i) => {
          assert.equal(mark === 'correct', guess[i] === answer[i]);
        });
      }),
    );
  });

  test('of the copies of a letter, the present ones come before the absent ones', () => {
    fc.assert(
      fc.property(wordPair(), ([guess, answer]) => {
        const marks = pattern(guess, answer);
        for (const letter of new Set(guess)) {
          const seen = marks.filter((mark, i) => guess[i] === letter && mark !== 'correct');
          assert.equal(seen.lastIndexOf('present') + 1, seen.filter((mark) => mark === 'present').length);
        }
      }),
    );
  });

  test('throws when the lengths differ', () => {
    assert.throws(() => pattern('BALLONS', 'BALLON'), RangeError);
  });
});

function count(word: string, letter: string): number {
  return word.split(letter).length - 1;
}

/** Two words of one length over few letters, so that doubles are common. */
function wordPair(): fc.Arbitrary<readonly [string, string]> {
  return fc.integer({ min: 6, max: 9 }).chain((length) => {
    const word = fc.string({
      unit: fc.constantFrom('A', 'B', 'C', 'D'),
      minLength: length,
      maxLength: length,
    });
    return fc.tuple(word, word);
  });
}
