import { commit, type Store } from '@motus/store';
import { keys } from '../players/player-keys.ts';

/** How long what a guest played is kept after the last attempt, in seconds. */
export const GUEST_KEPT = 60 * 24 * 3600;

/**
 * Keeps the earlier plays of a guest for as long as the one that has just begun: the scripts see to what an attempt
 * touches.
 */
export async function keepGuest(store: Store, guest: string): Promise<void> {
  const [days, archived] = await Promise.all([
    store.smembers(keys.days(guest)),
    store.hkeys(keys.archive(guest)),
  ]);
  const kept = [
    keys.name(guest),
    keys.days(guest),
    keys.history(guest),
    keys.archive(guest),
    ...days.map((day) => keys.play(guest, day)),
    ...archived.map((day) => keys.archivedPlay(guest, day)),
  ];
  await commit(store, () => Promise.all(kept.map((key) => store.expire(key, GUEST_KEPT))));
}
