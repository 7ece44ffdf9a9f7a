import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pack, unpack } from './word-list.ts';

const WORDS = ['BALLES', 'BALLON', 'BALLOT', 'BULBES', 'ZEBRES'];

test('a packed list writes what is shared with the word before only once', () => {
  assert.equal(pack(WORDS), 'BALLEsOntULBEsZEBREs');
});

test('an unpacked list has the same words, and no others', () => {
  const list = unpack(pack(WORDS), 6);
  assert.equal(list.size, WORDS.length);
  assert.deepEqual(
    WORDS.map((_, index) => list.at(index)),
    WORDS,
  );
  for (const word of WORDS) assert.equal(list.has(word), true, word);
  for (const word of ['AAAAAA', 'BALLOM', 'BALLOU', 'ZZZZZZ', 'BALLO', 'BALLONS', 'ballon', '']) {
    assert.equal(list.has(word), false, word);
  }
});

test('an empty list has no word', () => {
  assert.equal(unpack('', 6).has('BALLON'), false);
});
