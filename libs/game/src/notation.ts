import type { Mark } from './pattern.ts';
import { type PlayState, playState } from './play.ts';
import { points } from './points.ts';

/*
 * How the ledger writes a play down, and how it travels between the services: a row is
 * `BALLON R-R--J 1763715600000`, and ` late` behind that where its day was over. A sixth of the size of JSON.
 */

const SIGNS: Record<Mark, string> = { correct: 'R', present: 'J', absent: '-' };
const MARKS: Record<string, Mark> = { R: 'correct', J: 'present', '-': 'absent' };

/** A play as it can be read from its rows. */
export interface WrittenPlay {
  day: string;
  state: PlayState;
  rows: { word: string; pattern: Mark[]; at: number }[];
  /** Finished after its day was over. */
  late: boolean;
  points: number;
}

/** Colours as signs: R in its place, J elsewhere in the word, - not in it. */
export function writePattern(pattern: readonly Mark[]): string {
  return pattern.map((mark) => SIGNS[mark]).join('');
}

/**
 * A row.
 *
 * @param signs its colours, see `writePattern`
 * @param at    when it is acknowledged, in milliseconds since the Unix epoch
 * @param late  whether its day is over
 */
export function writeRow(word: string, signs: string, at: number, late: boolean): string {
  return `${word} ${signs} ${at}${late ? ' late' : ''}`;
}

/** A play from its rows, oldest first. */
export function readPlay(day: string, written: readonly string[]): WrittenPlay {
  let late = false;
  const rows = written.map((row) => {
    const [word = '', signs = '', at, mark] = row.split(' ');
    late = mark === 'late';
    return { word, pattern: signs.split('').map((sign) => MARKS[sign] ?? 'absent'), at: Number(at) };
  });
  const state = playState(rows.map(({ pattern }) => pattern));
  return { day, state, rows, late: late && state !== 'playing', points: points(state, rows.length) };
}
