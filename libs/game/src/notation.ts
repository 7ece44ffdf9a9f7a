import type { Mark } from './pattern.ts';
import { type PlayState, playState } from './play.ts';
import { points } from './points.ts';

/*
 * How the ledger stores a play, and how services send it to each other: a row is `BALLON R-R--J 1763715600000`, followed
 * by ` late` when its day was over. A sixth of the size of JSON.
 */

const CHARACTERS: Record<Mark, string> = { correct: 'R', present: 'J', absent: '-' };
const MARKS: Record<string, Mark> = { R: 'correct', J: 'present', '-': 'absent' };

/** A play as its stored rows describe it. */
export interface WrittenPlay {
  day: string;
  state: PlayState;
  /** `at`: when the row was acknowledged, in milliseconds since the Unix epoch. */
  rows: { word: string; pattern: Mark[]; at: number }[];
  /** Finished after its day was over. */
  late: boolean;
  points: number;
}

/** A pattern as text, one character for each letter: R correct, J present, - absent. */
export function encodePattern(pattern: readonly Mark[]): string {
  return pattern.map((mark) => CHARACTERS[mark]).join('');
}

/**
 * A row as text.
 *
 * @param encodedPattern see `encodePattern`
 * @param at   when it is acknowledged, in milliseconds since the Unix epoch
 * @param late whether its day is over
 */
export function writeRow(word: string, encodedPattern: string, at: number, late: boolean): string {
  return `${word} ${encodedPattern} ${at}${late ? ' late' : ''}`;
}

/** Reads a play from its rows, oldest first. */
export function readPlay(day: string, written: readonly string[]): WrittenPlay {
  let late = false;
  const rows = written.map((row) => {
    const [word = '', encodedPattern = '', at, suffix] = row.split(' ');
    late = suffix === 'late';
    return { word, pattern: decodePattern(encodedPattern), at: Number(at) };
  });
  const state = playState(rows.map(({ pattern }) => pattern));
  return { day, state, rows, late: late && state !== 'playing', points: points(state, rows.length) };
}

function decodePattern(encodedPattern: string): Mark[] {
  return encodedPattern.split('').map((character) => MARKS[character] ?? 'absent');
}
