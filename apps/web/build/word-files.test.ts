import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadLexicon } from '@motus/lexicon';
import { loadWords, WORD_LENGTHS, type WordLength } from '../src/practice/practice-words.ts';
import { buildPage } from './build-page.ts';
import { wordFiles } from './word-files.ts';

const files = await buildPage([wordFiles()]);
const addresses = addressesIn(files);
const fetch = async (address: string) => new Response(files.get(address.slice(1)));
const lexicon = loadLexicon();

for (const length of WORD_LENGTHS) {
  test(`loads the words of ${length} letters; no word to find can be a daily word`, async () => {
    const words = await loadWords(length, addresses, fetch);
    assert.ok(words);
    const answers = lexicon.answers.filter((word) => word.length === length);
    assert.ok(answers.length > 0 && words.answers.size > 0);
    assert.equal(answers.filter((word) => words.answers.has(word)).length, 0);
    for (const word of answers) assert.ok(words.valid.has(word), word);
    for (let index = 0; index < words.answers.size; index++) {
      assert.ok(words.valid.has(words.answers.at(index)), words.answers.at(index));
    }
    for (let index = 0; index < words.valid.size; index++) {
      assert.ok(lexicon.isValid(words.valid.at(index)), words.valid.at(index));
    }
  });
}

test('has every word of the lexicon in one of the files', async () => {
  const file = new URL('../data/valid.txt', import.meta.resolve('@motus/lexicon'));
  const valid = readFileSync(file, 'ascii').trimEnd().split('\n');
  const sizes = WORD_LENGTHS.map(
    async (length) => (await loadWords(length, addresses, fetch))?.valid.size ?? 0,
  );
  assert.equal(
    (await Promise.all(sizes)).reduce((sum, size) => sum + size),
    valid.length,
  );
});

/** Finds the paths of the word files in the built page. */
function addressesIn(files: ReadonlyMap<string, string>): Record<WordLength, string> {
  const script = [...files].find(([name]) => name.endsWith('.js'))?.[1] ?? '';
  const address = (length: WordLength) =>
    new RegExp(`/assets/words-${length}-[^.]*.txt`).exec(script)?.[0] ?? '';
  return { 6: address(6), 7: address(7), 8: address(8), 9: address(9) };
}
