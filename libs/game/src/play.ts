import type { Mark } from './pattern.ts';

/** How many attempts a play has. */
export const ATTEMPTS = 6;

export type PlayState = 'playing' | 'won' | 'lost';

/**
 * Where a play stands after its rows.
 *
 * @param patterns the colours of each row so far, oldest first
 */
export function playState(patterns: readonly (readonly Mark[])[]): PlayState {
  const last = patterns.at(-1);
  if (last?.every((mark) => mark === 'correct')) return 'won';
  return patterns.length >= ATTEMPTS ? 'lost' : 'playing';
}
