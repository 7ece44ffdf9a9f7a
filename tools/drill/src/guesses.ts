import type { GameView } from '@motus/contracts';
import { loadLexicon } from '@motus/lexicon';
import { sample } from './random.ts';

const MAX_ROWS = 6;
/** The share of plays that contain the answer, in a random row. */
const WIN_SHARE = 0.6;

const { answers } = loadLexicon();

/**
 * Chooses the words of one play by length and first letter. Some plays contain the answer; in the others a random word may
 * be the answer.
 *
 * @param answer the answer of the day
 */
export function guesses(
  { length, firstLetter }: Pick<GameView, 'length' | 'firstLetter'>,
  answer: string,
  random: () => number,
): string[] {
  const words = answers.filter((word) => word.length === length && word.startsWith(firstLetter));
  const guessed = sample(words, MAX_ROWS, random);
  // Few words have this length and a rare first letter; a word may be repeated.
  while (guessed.length < MAX_ROWS) guessed.push(guessed[0] ?? answer);
  if (random() < WIN_SHARE) guessed[Math.floor(random() * MAX_ROWS)] = answer;
  return guessed;
}
