import type { GameView } from '@motus/contracts';

/** A hint that a word does not use: a letter out of its place (from 1), or too few copies of a letter. */
export type UnusedHint =
  | { readonly kind: 'place'; readonly letter: string; readonly place: number }
  | { readonly kind: 'letter'; readonly letter: string; readonly count: number };

type Rows = GameView['rows'];

/** Returns the first hint of the rows so far that a word does not use; undefined if it uses all of them. */
export function unusedHint(word: string, rows: Rows): UnusedHint | undefined {
  for (const { word: played, pattern } of rows) {
    for (const [at, mark] of pattern.entries()) {
      const letter = played.charAt(at);
      if (mark === 'correct' && word.charAt(at) !== letter) return { kind: 'place', letter, place: at + 1 };
    }
  }
  for (const [letter, count] of knownCopies(rows)) {
    if (copiesIn(word, letter) < count) return { kind: 'letter', letter, count };
  }
  return undefined;
}

/** Tells whether every row of a play used all hints of the rows before it. */
export function playedHard(rows: Rows): boolean {
  return rows.every(({ word }, at) => unusedHint(word, rows.slice(0, at)) === undefined);
}

/** Counts the copies of each letter known to be in the answer: the most that a single row has shown. */
function knownCopies(rows: Rows): Map<string, number> {
  const most = new Map<string, number>();
  for (const { word, pattern } of rows) {
    const shown = [...word].filter((_, at) => pattern[at] !== 'absent').join('');
    for (const letter of shown) most.set(letter, Math.max(most.get(letter) ?? 0, copiesIn(shown, letter)));
  }
  return most;
}

const copiesIn = (word: string, letter: string): number => word.split(letter).length - 1;
