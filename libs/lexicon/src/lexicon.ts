import { readFileSync } from 'node:fs';
import { SortedWords } from './sorted-words.ts';

/** The words of the game. All are normalised: 6 to 9 letters A-Z. */
export interface Lexicon {
  /**
   * Whether a word may be guessed.
   *
   * @param word normalised already; what is not is no valid word.
   */
  isValid(word: string): boolean;

  /** The words that can be the answer, sorted; every one of them is valid too. */
  readonly answers: readonly string[];
}

/**
 * Reads the two lists, synchronously: meant for boot, once.
 *
 * @throws {Error} when a list cannot be read.
 */
export function loadLexicon(): Lexicon {
  const valid = new SortedWords(readList('valid'));
  const answers = Object.freeze(readList('answers').toString('ascii').trimEnd().split('\n'));
  return { isValid: (word) => valid.has(word), answers };
}

function readList(name: string): Buffer {
  return readFileSync(new URL(`../data/${name}.txt`, import.meta.url));
}
