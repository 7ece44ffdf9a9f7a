import { ATTEMPTS, type PlayState } from './play.ts';

const POINTS_AT_FIRST_ATTEMPT = 100;
const POINTS_PER_ATTEMPT = 15;

/**
 * The points of a play: 100 for a win at the first attempt and 15 less for each further one (100, 85, 70, 55, 40, 25);
 * 0 for a play that is lost or not finished.
 *
 * @param attempts rows played, 1 to 6
 */
export function points(state: PlayState, attempts: number): number {
  if (state !== 'won') return 0;
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > ATTEMPTS) {
    throw new RangeError(`a play is won in 1 to ${ATTEMPTS} attempts, not in ${attempts}`);
  }
  return POINTS_AT_FIRST_ATTEMPT - POINTS_PER_ATTEMPT * (attempts - 1);
}
