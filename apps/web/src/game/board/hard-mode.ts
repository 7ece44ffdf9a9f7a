import type { GameView } from '@motus/contracts';

/** A hint that a word leaves unused: a letter out of its place (from 1), or too few copies of one that is in the word. */
export type UnusedHint =
  | { readonly kind: 'place'; readonly letter: string; readonly place: number }
  | { readonly kind: 'letter'; readonly letter: string; readonly count: number };

type Rows = GameView['rows'];

/** The first hint of the rows so far that a word does not use; undefined where it uses them all. */
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

/** Whether every row of a play used all hints of the rows before it. */
export function playedHard(rows: Rows): boolean {
  return rows.every(({ word }, at) => unusedHint(word, rows.slice(0, at)) === undefined);
}

/** How many copies of each letter are known to be in the word: the most that one row has shown. */
function knownCopies(rows: Rows): Map<string, number> {
  const most = new Map<string, number>();
  for (const { word, pattern } of rows) {
    const shown = [...word].filter((_, at) => pattern[at] !== 'absent').join('');
    for (const letter of shown) most.set(letter, Math.max(most.get(letter) ?? 0, copiesIn(shown, letter)));
  }
  return most;
}

const copiesIn = (word: string, letter: string): number => word.split(letter).length - 1;
