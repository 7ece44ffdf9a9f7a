import { commit, type Store } from '@motus/store';
import { keys } from './keys.ts';

/** How long what a guest played is kept after the last attempt, in seconds. */
export const GUEST_KEPT = 60 * 24 * 3600;

/**
 * Keeps the earlier plays of a guest for as long as the one that has just begun: append.lua sees to what an attempt
 * touches.
 */
export async function keepGuest(store: Store, guest: string): Promise<void> {
  const days = await store.smembers(keys.days(guest));
  await commit(store, () => Promise.all(days.map((day) => store.expire(keys.play(guest, day), GUEST_KEPT))));
}
