import { commit, type Store } from '@motus/store';
import { playerKeys } from '../players/player-keys.ts';

/**
 * Disqualifies a player on a day, because the player is about to learn its word: append.lua accepts no further attempt. A
 * play that has finished stays as it is. Call it before what tells the word, so that a crash in between tells nothing.
 */
export async function disqualify(store: Store, player: string, day: string): Promise<void> {
  await commit(store, () => store.sadd(playerKeys.disqualified(player), day));
}

/** The days from a day on for which a player is disqualified, the first one first. */
export async function disqualifiedDays(store: Store, player: string, from: string): Promise<string[]> {
  const days = await store.smembers(playerKeys.disqualified(player));
  return days.filter((day) => day >= from).sort();
}
