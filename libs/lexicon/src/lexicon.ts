import { readFileSync } from 'node:fs';
import { SortedLines } from './sorted-lines.ts';

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

  /** Whether players practise with a word, which must never be the word of a day. */
  isForPractice(word: string): boolean;

  /**
   * How a word is written in lower case, with its accents: at least one spelling, the most common first. One that the
   * lists do not know is taken to have none.
   *
   * @param word normalised already.
   */
  spellings(word: string): string[];
}

/**
 * Reads the lists, synchronously: meant for boot, once.
 *
 * @throws {Error} when a list cannot be read.
 */
export function loadLexicon(): Lexicon {
  const valid = new SortedLines(readList('valid'));
  const practice = new SortedLines(readList('practice'));
  const spelt = new SortedLines(readList('spellings'));
  const answers = Object.freeze(readList('answers').toString('ascii').trimEnd().split('\n'));
  return {
    isValid: (word) => valid.has(word),
    answers,
    isForPractice: (word) => practice.has(word),
    spellings: (word) => (spelt.get(word) ?? word.toLowerCase()).split(' '),
  };
}

function readList(name: string): Buffer {
  return readFileSync(new URL(`../data/${name}.txt`, import.meta.url));
}
