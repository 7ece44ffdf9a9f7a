import { MAX_LEAGUES_PER_PLAYER } from '@motus/contracts';
import { commit, defineScript, pairsOf, readLua, type Store } from '@motus/store';
import { playerKeys } from '../players/player-keys.ts';
import { leagueKeys } from './scripts.ts';

/**
 * The lists of the leagues that players are in. A league knows its members, in a hash slot of its own; a list only says
 * which leagues to ask. A league is added to the list before the player joins, and is removed by a later read that does
 * not find the player among the members. So for a while a list may have a league without the player, but it lacks none.
 */
export interface LeagueLists {
  /** Adds a league to the list of a player and stores the player's name; false if the list is full. */
  add(player: { id: string; name: string }, league: string): Promise<boolean>;
  /** The leagues that the player is a member of. */
  read(player: string): Promise<string[]>;
}

/** How long a league stays on the list of a player who is no member, after it was added: far longer than a request takes. */
const JOIN_GRACE_MS = 60_000;

const addScript = defineScript({
  name: 'addToLeagueList',
  lua: readLua('add-to-list.lua', import.meta.url),
  read: (reply) => reply === 1,
});

const removeScript = defineScript({
  name: 'removeFromLeagueList',
  lua: readLua('remove-from-list.lua', import.meta.url),
  read: () => undefined,
});

/** @param now the clock, in milliseconds since the Unix epoch */
export function createLeagueLists(store: Store, now: () => number): LeagueLists {
  async function read(player: string): Promise<string[]> {
    const listKey = leagueKeys.leaguesOf(player);
    const listed = pairsOf(await store.zrange(listKey, 0, '-1', 'WITHSCORES'));
    const joined = await Promise.all(
      listed.map(([league]) => store.zscore(leagueKeys.members(league), player)),
    );
    const stale = listed.filter(
      ([, addedAt], i) => joined[i] === null && Number(addedAt) < now() - JOIN_GRACE_MS,
    );
    // Not committed: an entry that comes back with a failover is removed again.
    for (const [league, addedAt] of stale) await removeScript(store, [listKey], [league, addedAt]);
    return listed.filter((_, i) => joined[i] !== null).map(([league]) => league);
  }

  return {
    async add(player, league) {
      const keys = [leagueKeys.leaguesOf(player.id), playerKeys.name(player.id)];
      const args = [league, now(), MAX_LEAGUES_PER_PLAYER, player.name];
      const add = () => commit(store, () => addScript(store, keys, args));
      if (await add()) return true;
      // The list may be full of leagues that are gone; reading removes them.
      await read(player.id);
      return add();
    },
    read,
  };
}
