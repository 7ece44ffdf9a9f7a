import type { PlaySummary } from '@motus/contracts';
import { commit, type Store } from '@motus/store';
import type { Leaderboards } from '../leaderboards/leaderboards.ts';
import { standings } from '../leaderboards/standings.ts';
import { keys } from './keys.ts';

/** Finished plays that are not on the leaderboards yet. */
export interface Unpublished {
  readonly player: string;
  /** Of those plays. */
  readonly days: readonly string[];
  /** All finished plays of the player, those among them. */
  readonly history: readonly PlaySummary[];
}

/**
 * Puts finished plays on the leaderboards, those of a group together; repeating it changes nothing. A finished play is on
 * the list of the unpublished until that is done, so one whose instance died in between is published at the player's next
 * request.
 */
export function publication(
  store: Store,
  leaderboards: Pick<Leaderboards, 'publish'>,
): (plays: readonly Unpublished[]) => Promise<void> {
  return async (plays) => {
    const finished = plays.filter(({ days }) => days.length > 0);
    if (finished.length === 0) return;
    // Of two that a group has of one player the later one counts: it knows more plays.
    const reached = new Map(finished.map(({ player, days, history }) => [player, standings(history, days)]));
    // The lists forget them only then: what a lost primary takes from the leaderboards must still be on them.
    await commit(store, () => leaderboards.publish(reached));
    await Promise.all(finished.map(({ player, days }) => store.srem(keys.unpublished(player), ...days)));
  };
}
