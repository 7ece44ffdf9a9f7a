import type { Mark } from './pattern.ts';

/** How many attempts a play has. */
export const ATTEMPTS = 6;

/** Whether a play is going on, or how it ended. */
export type PlayState = 'playing' | 'won' | 'lost';

/**
 * The state of a play after its rows.
 *
 * @param patterns the pattern of each row so far, oldest first
 */
export function playState(patterns: readonly (readonly Mark[])[]): PlayState {
  const last = patterns.at(-1);
  if (last?.every((mark) => mark === 'correct')) return 'won';
  return patterns.length >= ATTEMPTS ? 'lost' : 'playing';
}
