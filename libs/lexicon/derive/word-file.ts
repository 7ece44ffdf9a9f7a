import { readFileSync, writeFileSync } from 'node:fs';
import { normaliseWord } from '../src/normalise.ts';

/** Reads the words of a hand-made list: separated by white space; `#` starts a comment. */
export function handMadeWords(file: URL): string[] {
  return readFileSync(file, 'utf8').replace(/#.*/g, '').match(/\S+/g) ?? [];
}

/**
 * Reads a hand-made list and normalises its words.
 *
 * @throws {Error} when a word does not fit the grid, or occurs twice
 */
export function readHandMade(file: URL): Set<string> {
  const words = new Set<string>();
  for (const word of handMadeWords(file).map(normaliseWord)) {
    if (!isGameWord(word)) throw new Error(`${file.pathname}: ${word} is not of 6 to 9 letters`);
    if (words.has(word)) throw new Error(`${file.pathname}: ${word} occurs twice`);
    words.add(word);
  }
  return words;
}

/** Writes a list in the format of `SortedLines`. */
export function writeSorted(file: URL, lines: Iterable<string>): void {
  // The default order compares code units, independent of locale and equal to the order of the bytes.
  writeFileSync(file, `${[...lines].sort().join('\n')}\n`);
}

/** Whether a normalised word fits the grid: 6 to 9 letters A-Z. */
export function isGameWord(word: string): boolean {
  return /^[A-Z]{6,9}$/.test(word);
}
