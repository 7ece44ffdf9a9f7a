import { commit, type Store } from '@motus/store';
import { playerKeys } from '../players/player-keys.ts';

/**
 * Disqualifies a player on a day, because the player was shown its word: append.lua accepts no further attempt. A play
 * that has finished stays as it is.
 */
export async function disqualify(store: Store, player: string, day: string): Promise<void> {
  await commit(store, () => store.sadd(playerKeys.disqualified(player), day));
}
