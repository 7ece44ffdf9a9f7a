import type { GameView } from '@motus/contracts';
import type { Mark } from '@motus/game';
import type { Hints } from './draft.ts';

const WEIGHT: Record<Mark, number> = { absent: 0, present: 1, correct: 2 };

/** Returns the best mark of each played letter (correct > present > absent). */
export function letterMarks(game: Pick<GameView, 'rows'>): ReadonlyMap<string, Mark> {
  const best = new Map<string, Mark>();
  for (const { word, pattern } of game.rows) {
    pattern.forEach((mark, at) => {
      const letter = word.charAt(at);
      const known = best.get(letter);
      if (!known || WEIGHT[mark] > WEIGHT[known]) best.set(letter, mark);
    });
  }
  return best;
}

/** Returns the given first letter, and every letter found in place so far. */
export function hintsOf(game: Pick<GameView, 'rows' | 'length' | 'firstLetter'>): Hints {
  return Array.from({ length: game.length }, (_, at) => {
    if (at === 0) return game.firstLetter;
    return game.rows.find(({ pattern }) => pattern[at] === 'correct')?.word.charAt(at) ?? null;
  });
}
