import { loadLexicon } from '../src/lexicon.ts';
import { normaliseWord } from '../src/normalise.ts';
import { isGameWord, readHandMade, writeSorted } from './word-file.ts';

/**
 * Derives data/practice.txt: the words for practice. They are common, valid, and never an answer, so that practice reveals
 * nothing about the word of a day. Since every common headword is an answer, the rest are plurals, feminines, conjugated
 * forms and adverbs.
 *
 * @param common the most common words, in the spelling of their source
 * @returns how many words were written
 */
export function derivePractice(common: Iterable<string>): number {
  // Reads valid words and answers from the files, as the game does.
  const lexicon = loadLexicon();
  const leftOut = new Set([
    ...lexicon.answers,
    ...readHandMade(new URL('practice-removed.txt', import.meta.url)),
    ...readHandMade(new URL('answers-removed.txt', import.meta.url)),
  ]);
  const words = new Set(
    Array.from(common, normaliseWord).filter(
      (word) => isGameWord(word) && lexicon.isValid(word) && !leftOut.has(word),
    ),
  );
  writeSorted(new URL('../data/practice.txt', import.meta.url), words);
  return words.size;
}
