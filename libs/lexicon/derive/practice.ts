import { loadLexicon } from '../src/lexicon.ts';
import { normaliseWord } from '../src/normalise.ts';
import { isGameWord, readHandMade, writeSorted } from './word-file.ts';

/**
 * Derives data/practice.txt: the words that players practise with. They are common, valid, and never an answer, so that
 * practising neither meets the word of a day nor tells anything about it. As every common headword is an answer, they
 * are what remains: plurals, feminines, conjugated forms, adverbs.
 *
 * @param common the most common words, as their source spells them
 * @returns how many words were written
 */
export function derivePractice(common: Iterable<string>): number {
  // What is valid and what is an answer is read from the files, so that it is what the game knows.
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
