import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pack, unpack } from './word-list.ts';

const WORDS = ['BALLES', 'BALLON', 'BALLOT', 'BULBES', 'ZEBRES'];

test('packs a shared prefix only once', () => {
  assert.equal(pack(WORDS), 'BALLEsOntULBEsZEBREs');
});

test('unpacks the same words and no others', () => {
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

test('unpacks an empty list', () => {
  assert.equal(unpack('', 6).has('BALLON'), false);
});
