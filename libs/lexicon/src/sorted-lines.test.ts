import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SortedLines } from './sorted-lines.ts';

const words = ['AB', 'ABC', 'ABCD', 'B', 'BA', 'CAB', 'CABA', 'ZZZZ'];

test('finds every word, in lists of every size', () => {
  for (let size = 1; size <= words.length; size += 1) {
    const list = listOf(words.slice(0, size));
    for (const [i, word] of words.entries()) assert.equal(list.has(word), i < size, `${word} of ${size}`);
  }
});

test('does not find prefixes, longer words, other cases or other characters', () => {
  const list = listOf(words);
  for (const word of [
    '',
    'A',
    'C',
    'CA',
    'ABCDE',
    'ZZZ',
    'ZZZZZ',
    'AAA',
    'ab',
    'AB\nABC',
    'AB ',
    'AB\n',
    '\n',
    'É',
    'Ā',
  ]) {
    assert.equal(list.has(word), false, JSON.stringify(word));
  }
});

test('finds nothing in an empty list', () => {
  assert.equal(listOf([]).has('A'), false);
  assert.equal(listOf([]).has(''), false);
});

test('returns the value of a word, and does not find values as words', () => {
  const list = listOf(['A', 'AB ÀB', 'ABC âbc äbc', 'BA', 'CAB Z']);
  assert.deepEqual(
    ['A', 'AB', 'ABC', 'BA', 'CAB', 'ABCD', 'Z', '', 'AB ÀB', 'A\nAB'].map((word) => list.get(word)),
    ['', 'ÀB', 'âbc äbc', '', 'Z', undefined, undefined, undefined, undefined, undefined],
  );
  assert.equal(list.has('ABC'), true);
  assert.equal(list.has('ABC âbc'), false);
});

function listOf(lines: string[]): SortedLines {
  return new SortedLines(Buffer.from(lines.map((line) => `${line}\n`).join('')));
}
