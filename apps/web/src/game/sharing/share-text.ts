import type { Mark } from '@motus/game';
import type { FinishedPlay } from './finished-play.ts';
import { dateOf, scoreOf, shortDuration } from './share-format.ts';

/**
 * Converts a play to a text to share: a title, the grid as emoji, the address of the game.
 *
 *     Motus 21/11/2026 2/6 (2 min 05)
 *
 *     🟥🟦🟡🟦🟦🟦
 *     🟥🟥🟥🟥🟥🟥
 *
 *     https://motus.example
 */
export function shareText(play: FinishedPlay): string {
  const time = play.seconds === undefined ? '' : ` (${shortDuration(play.seconds)})`;
  const title = `${play.name} ${dateOf(play)} ${scoreOf(play)}${time}`;
  const grid = play.rows.map((row) => row.map((mark) => EMOJI[mark]).join('')).join('\n');
  return [title, grid, play.url].join('\n\n');
}

const EMOJI: Record<Mark, string> = { correct: '🟥', present: '🟡', absent: '🟦' };
