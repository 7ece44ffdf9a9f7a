import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SortedWords } from './sorted-words.ts';

const words = ['AB', 'ABC', 'ABCD', 'B', 'BA', 'CAB', 'CABA', 'ZZZZ'];

test('every word is found, in a list of every size', () => {
  for (let size = 1; size <= words.length; size += 1) {
    const list = listOf(words.slice(0, size));
    for (const [i, word] of words.entries()) assert.equal(list.has(word), i < size, `${word} of ${size}`);
  }
});

test('what only looks like a word of the list is not found', () => {
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
    'AB\n',
    '\n',
    'É',
    'Ā',
  ]) {
    assert.equal(list.has(word), false, JSON.stringify(word));
  }
});

test('an empty list has no word', () => {
  assert.equal(listOf([]).has('A'), false);
  assert.equal(listOf([]).has(''), false);
});

function listOf(lines: string[]): SortedWords {
  return new SortedWords(Buffer.from(lines.map((line) => `${line}\n`).join('')));
}
