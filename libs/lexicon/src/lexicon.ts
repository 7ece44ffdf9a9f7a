import { readFileSync } from 'node:fs';
import { SortedLines } from './sorted-lines.ts';

/** The words of the game. All are normalised: 6 to 9 letters A-Z. */
export interface Lexicon {
  /**
   * Whether a word may be guessed.
   *
   * @param word normalised, see `normaliseWord`; any other text is not valid
   */
  isValid(word: string): boolean;

  /** The words that can be an answer, sorted; all of them are valid. */
  readonly answers: readonly string[];

  /** Whether a word is used for practice; it must never be the answer of a day. */
  isForPractice(word: string): boolean;

  /**
   * The spellings of a word in lower case, with accents: at least one, the most common one first. A word that is not in
   * the list is spelt without accents.
   *
   * @param word normalised
   */
  spellings(word: string): string[];
}

/**
 * Reads the word lists synchronously; to be called once, at startup.
 *
 * @throws {Error} when a list cannot be read
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
