import { ATTEMPTS, type Mark, type PlayState, pattern, playState } from '@motus/game';
import type { WordList } from './word-list.ts';

/** A play of practice, like a daily play, but without a day and points. */
export interface PracticePlay {
  length: number;
  firstLetter: string;
  state: PlayState;
  rows: { word: string; pattern: Mark[]; at: number }[];
  /** Undefined until the play has ended. */
  answer?: string;
}

/** The player's progress with the words of one length, as it is stored. */
export interface Progress {
  /** The words so far, the last one being played; no word is repeated before all were dealt. */
  readonly dealt: readonly string[];
  /** The rows of the last word; `at` in milliseconds since the Unix epoch. */
  readonly rows: readonly { readonly word: string; readonly at: number }[];
  /** Plays won in 1, 2, … attempts. */
  readonly wins: readonly number[];
  readonly losses: number;
}

export const noProgress: Progress = {
  dealt: [],
  rows: [],
  wins: Array<number>(ATTEMPTS).fill(0),
  losses: 0,
};

/** Returns the play of the last word; null before the first. */
export function playOf({ dealt, rows }: Progress): PracticePlay | null {
  const answer = dealt.at(-1);
  if (!answer) return null;
  const coloured = rows.map(({ word, at }) => ({ word, pattern: pattern(word, answer), at }));
  const state = playState(coloured.map((row) => row.pattern));
  return {
    length: answer.length,
    firstLetter: answer.charAt(0),
    state,
    rows: coloured,
    ...(state !== 'playing' && { answer }),
  };
}

/**
 * Deals the next word. An unfinished play is not counted.
 *
 * @param random returns a number from 0 (included) to 1 (excluded)
 */
export function deal(progress: Progress, words: WordList, random: () => number): Progress {
  const dealt = new Set(progress.dealt);
  const all = Array.from({ length: words.size }, (_, index) => words.at(index));
  const left = all.filter((word) => !dealt.has(word));
  const choice = left.length > 0 ? left : all;
  const next = choice[Math.floor(random() * choice.length)];
  if (next === undefined) throw new RangeError('there are no words to practise with');
  return { ...progress, dealt: [...(left.length > 0 ? progress.dealt : []), next], rows: [] };
}

/** Adds a row to an unfinished play, and counts the play if it has ended. */
export function withRow(progress: Progress, word: string, at: number): Progress {
  const next = { ...progress, rows: [...progress.rows, { word, at }] };
  const state = playOf(next)?.state;
  if (state === 'lost') return { ...next, losses: next.losses + 1 };
  if (state !== 'won') return next;
  const attempt = next.rows.length - 1;
  return { ...next, wins: next.wins.with(attempt, (next.wins[attempt] ?? 0) + 1) };
}

/** Validates stored progress with words of a length; undefined if it is invalid. */
export function readProgress(stored: unknown, length: number): Progress | undefined {
  const { dealt, rows, wins, losses } = Object(stored) as Partial<Record<keyof Progress, unknown>>;
  const isWord = (word: unknown) =>
    typeof word === 'string' && word.length === length && /^[A-Z]*$/.test(word);
  const isCount = (count: unknown) => Number.isInteger(count);
  const isRow = (row: unknown) => isWord(Object(row).word) && isCount(Object(row).at);
  const isProgress =
    isListOf(dealt, isWord) &&
    isListOf(rows, isRow) &&
    rows.length <= ATTEMPTS &&
    isListOf(wins, isCount) &&
    wins.length === ATTEMPTS &&
    isCount(losses);
  return isProgress ? (stored as Progress) : undefined;
}

function isListOf(list: unknown, isItem: (item: unknown) => boolean): list is unknown[] {
  return Array.isArray(list) && list.every(isItem);
}
