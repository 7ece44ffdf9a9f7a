import type { GameView } from '@motus/contracts';
import { loadLexicon } from '@motus/lexicon';
import { sample } from './random.ts';

const ROWS = 6;
/** The share of players who are told the answer, and play it at a row that chance decides. */
const WINNERS = 0.6;

const { answers } = loadLexicon();

/**
 * The words of one play, from what a player sees of it: length and first letter. The others guess, and may be lucky.
 *
 * @param answer for those who are told it
 */
export function guesses(
  { length, firstLetter }: Pick<GameView, 'length' | 'firstLetter'>,
  answer: string,
  random: () => number,
): string[] {
  const words = answers.filter((word) => word.length === length && word.startsWith(firstLetter));
  const guessed = sample(words, ROWS, random);
  // A rare initial has few words of that length; a word may be played twice.
  while (guessed.length < ROWS) guessed.push(guessed[0] ?? answer);
  if (random() < WINNERS) guessed[Math.floor(random() * ROWS)] = answer;
  return guessed;
}
