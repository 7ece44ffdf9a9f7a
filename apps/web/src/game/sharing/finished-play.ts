import type { GameView } from '@motus/contracts';
import { playedHard } from '../board/hard-mode.ts';
import type { FinishedPlay } from './share-format.ts';

interface Telling {
  name: string;
  /** Whether the player wants it known that the play was hard. */
  hardMode: boolean;
  withTime: boolean;
  url: string;
  locale: string;
}

/** What may be told of a play that has ended to those who have not played yet. */
export function finishedPlay(play: GameView, { hardMode, withTime, ...telling }: Telling): FinishedPlay {
  const [first, last] = [play.rows[0], play.rows.at(-1)];
  return {
    ...telling,
    day: play.day,
    rows: play.rows.map(({ pattern }) => pattern),
    state: play.state === 'won' ? 'won' : 'lost',
    hard: hardMode && playedHard(play.rows),
    // From the first word to the last: the ledger knows no other time.
    ...(withTime && first && last && { seconds: (last.at - first.at) / 1000 }),
  };
}
