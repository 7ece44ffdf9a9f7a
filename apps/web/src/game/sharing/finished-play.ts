import type { GameView } from '@motus/contracts';
import type { Mark } from '@motus/game';
import { playedHard } from '../board/hard-mode.ts';

/** A play that has ended, without its letters, so that players who have not played yet can see it. */
export interface FinishedPlay {
  /** The product name. */
  name: string;
  /** ISO 8601 date. */
  day: string;
  /** The pattern of each row, the oldest first. */
  rows: readonly (readonly Mark[])[];
  state: 'won' | 'lost';
  /** Whether it was played in hard mode. */
  hard: boolean;
  /** The duration of the play; undefined if the player does not share it. */
  seconds?: number;
  /** The address of the game. */
  url: string;
  /** BCP 47, for words, dates and numbers: `fr-FR`, `en-GB`. */
  locale: string;
}

export interface FinishedPlayOptions extends Pick<FinishedPlay, 'name' | 'url' | 'locale'> {
  /** Whether the player has set hard mode. */
  hardMode: boolean;
  withTime: boolean;
}

/** Selects what a player shares of a play. */
export function finishedPlay(
  play: GameView,
  { hardMode, withTime, ...options }: FinishedPlayOptions,
): FinishedPlay {
  const [first, last] = [play.rows[0], play.rows.at(-1)];
  return {
    ...options,
    day: play.day,
    rows: play.rows.map(({ pattern }) => pattern),
    state: play.state === 'won' ? 'won' : 'lost',
    hard: hardMode && playedHard(play.rows),
    // From the first word to the last: the ledger has no other times.
    ...(withTime && first && last && { seconds: (last.at - first.at) / 1000 }),
  };
}
