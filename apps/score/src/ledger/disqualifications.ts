import { commit, type Store } from '@motus/store';
import { keys } from '../players/player-keys.ts';

/**
 * Lets a player make no further attempt on a day, because the player was shown its word; see append.lua. A play that has
 * ended stays what it is.
 */
export async function disqualify(store: Store, player: string, day: string): Promise<void> {
  await commit(store, () => store.sadd(keys.disqualified(player), day));
}
