import type { GameView, Today } from '@motus/contracts';
import { pattern } from '@motus/game';

/** For tests: a play of BULBES with these words as its rows. */
export function play(words: string[] = [], more: Partial<GameView> = {}): GameView {
  return {
    day: '2026-11-21',
    state: 'playing',
    late: false,
    points: 0,
    length: 6,
    firstLetter: 'B',
    rows: words.map((word, at) => ({ word, pattern: pattern(word, 'BULBES'), at })),
    ...more,
  };
}

/** For tests: the day of {@link play}, one hour before its end by the server's clock. */
export function today(game: GameView = play(), more: Partial<Today> = {}): Today {
  return { game, now: 10_000_000, nextWordAt: 13_600_000, ...more };
}
