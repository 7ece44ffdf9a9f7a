import { commit, type Store } from '@motus/store';
import { playerKeys } from '../players/player-keys.ts';

/** How long the plays of a guest are kept after the last attempt, in seconds. */
export const GUEST_TTL = 60 * 24 * 3600;

/**
 * Renews the expiry of the earlier plays of a guest when a new play begins. The keys that an attempt touches are renewed
 * by append.lua and append-archived.lua.
 */
export async function renewGuestExpiry(store: Store, guest: string): Promise<void> {
  const [days, archivedDays] = await Promise.all([
    store.smembers(playerKeys.days(guest)),
    store.hkeys(playerKeys.archive(guest)),
  ]);
  const renewed = [
    playerKeys.name(guest),
    playerKeys.days(guest),
    playerKeys.history(guest),
    playerKeys.archive(guest),
    ...days.map((day) => playerKeys.play(guest, day)),
    ...archivedDays.map((day) => playerKeys.archivedPlay(guest, day)),
  ];
  await commit(store, () => Promise.all(renewed.map((key) => store.expire(key, GUEST_TTL))));
}
