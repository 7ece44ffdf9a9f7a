import type { Mark } from '@motus/game';
import { dateOf, type FinishedPlay, scoreOf, shortDuration } from './share-format.ts';

/**
 * A play as text to be sent to friends: a title, the grid in coloured signs, the address of the game.
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
  const grid = play.rows.map((row) => row.map((mark) => SIGNS[mark]).join('')).join('\n');
  return [title, grid, play.url].join('\n\n');
}

const SIGNS: Record<Mark, string> = { correct: '🟥', present: '🟡', absent: '🟦' };
