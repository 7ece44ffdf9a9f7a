import { MAX_LEAGUES_PER_PLAYER } from '@motus/contracts';
import { commit, defineScript, type Store } from '@motus/store';
import { keys as playerKeys } from '../players/player-keys.ts';
import { keys } from './keys.ts';

/**
 * In which leagues a player is. The leagues themselves know that (their members), in hash slots of their own; the list
 * only says where to look. A league is put on it before the player joins, and is taken off by a later reader who does
 * not find the player there: so it may hold a league too many for a while, and never one too few.
 */
export interface LeagueLists {
  /** Puts a league on the list, with the player's name; false where the list is full. */
  add(player: { id: string; name: string }, league: string): Promise<boolean>;
  /** The leagues that the player is a member of. */
  read(player: string): Promise<string[]>;
}

/** How long somebody who is on the way into a league may take, in milliseconds: far longer than a request lives. */
const ON_THE_WAY = 60_000;

/** KEYS 1 list, 2 the player's name; ARGV 1 league, 2 now, 3 how many a list takes, 4 the name */
const addScript = defineScript({
  name: 'addToLeagueList',
  lua: `
    local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
    if not known and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
    redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
    redis.call('SET', KEYS[2], ARGV[4])
    return 1`,
  read: (reply) => reply === 1,
});

/** Takes a league off unless it was put on again meanwhile. KEYS 1 list; ARGV 1 league, 2 the time that was read */
const dropScript = defineScript({
  name: 'dropFromLeagueList',
  lua: `
    if redis.call('ZSCORE', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('ZREM', KEYS[1], ARGV[1]) end`,
  read: () => undefined,
});

/** @param now the clock, in milliseconds since the Unix epoch */
export function createLeagueLists(store: Store, now: () => number): LeagueLists {
  async function read(player: string): Promise<string[]> {
    const flat = await store.zrange(keys.leaguesOf(player), 0, '-1', 'WITHSCORES');
    const listed = flat
      .map((league, i) => ({ league, since: flat[i + 1] ?? '' }))
      .filter((_, i) => i % 2 === 0);
    const joined = await Promise.all(listed.map(({ league }) => store.zscore(keys.members(league), player)));
    const old = listed.filter(({ since }, i) => joined[i] === null && Number(since) < now() - ON_THE_WAY);
    // Not committed: what comes back on the list is taken off again.
    for (const { league, since } of old) await dropScript(store, [keys.leaguesOf(player)], [league, since]);
    return listed.filter((_, i) => joined[i] !== null).map(({ league }) => league);
  }

  return {
    async add(player, league) {
      const listed = [keys.leaguesOf(player.id), playerKeys.name(player.id)];
      const entry = [league, now(), MAX_LEAGUES_PER_PLAYER, player.name];
      const add = () => commit(store, () => addScript(store, listed, entry));
      if (await add()) return true;
      // Perhaps with leagues that are gone: reading takes them off.
      await read(player.id);
      return add();
    },
    read,
  };
}
