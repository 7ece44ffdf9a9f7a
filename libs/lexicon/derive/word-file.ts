import { readFileSync, writeFileSync } from 'node:fs';
import { normaliseWord } from '../src/normalise.ts';

/** The words of a list kept by hand, as they are written there: separated by white space; `#` starts a comment. */
export function handMadeWords(file: URL): string[] {
  return readFileSync(file, 'utf8').replace(/#.*/g, '').match(/\S+/g) ?? [];
}

/**
 * Reads a list kept by hand whose words may be in any case, with or without accents.
 *
 * @throws {Error} when a word is no word of the game, or is there twice.
 */
export function readHandMade(file: URL): Set<string> {
  const words = new Set<string>();
  for (const word of handMadeWords(file).map(normaliseWord)) {
    if (!isGameWord(word)) throw new Error(`${file.pathname}: ${word} is not of 6 to 9 letters`);
    if (words.has(word)) throw new Error(`${file.pathname}: ${word} is there twice`);
    words.add(word);
  }
  return words;
}

/** Writes a list as the game reads it: sorted, one word a line, with what is said of it. */
export function writeSorted(file: URL, lines: Iterable<string>): void {
  // The default order compares code units: no locale can change it, and bytes sort the same.
  writeFileSync(file, `${[...lines].sort().join('\n')}\n`);
}

/** Whether a normalised word fits the grid: 6 to 9 letters A-Z. */
export function isGameWord(word: string): boolean {
  return /^[A-Z]{6,9}$/.test(word);
}
