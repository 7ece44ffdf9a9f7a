import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadWords } from './practice-words.ts';
import { pack } from './word-list.ts';

const addresses = { 6: '/words-6.txt', 7: '/words-7.txt', 8: '/words-8.txt', 9: '/words-9.txt' };
const file = `${pack(['JAMBES'])}\n${pack(['BULBES', 'JAMBES'])}`;

test('loads the words to find and all valid words from the file of the length', async () => {
  const requested: string[] = [];
  const words = await loadWords(6, addresses, async (address) => {
    requested.push(address);
    return new Response(file);
  });
  assert.deepEqual(requested, ['/words-6.txt']);
  assert.deepEqual([words?.answers.size, words?.valid.size], [1, 2]);
  assert.equal(words?.answers.has('BULBES'), false);
  assert.equal(words?.valid.has('BULBES'), true);
});

test('returns undefined instead of throwing if loading fails', async () => {
  const away = async () => {
    throw new TypeError('Failed to fetch');
  };
  assert.equal(await loadWords(6, addresses, away), undefined);
  assert.equal(await loadWords(6, addresses, async () => new Response('<html>', { status: 503 })), undefined);
});
