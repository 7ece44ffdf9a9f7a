import { readFileSync } from 'node:fs';
import type { Leaderboard, LeaderboardEntry, Period } from '@motus/contracts';
import { defineScript, type Store } from '@motus/store';
import { keys as playerKeys } from '../ledger/keys.ts';
import type { Standing } from './standings.ts';

/** How many are shown from the top, and how many on each side of the player. */
const TOP = 20;
const NEIGHBOURS = 2;

/** See publish.lua. */
const FAR = 9_999_999_999_999;

export interface Leaderboards {
  /** Puts a player's standings on their leaderboards; repeating it changes nothing. */
  publish(player: string, standings: readonly Standing[]): Promise<void>;
  /** The top of a leaderboard and the player's own place with neighbours. */
  read(period: Period, key: string, player: string): Promise<Leaderboard>;
}

const publishScript = defineScript({
  name: 'publishStanding',
  lua: readFileSync(new URL('publish.lua', import.meta.url), 'utf8'),
  read: (reply) => reply === 1,
});

export function createLeaderboards(store: Store): Leaderboards {
  /** Entries by position, 0 the first. */
  async function entries(board: BoardKeys, from: number, to: number): Promise<LeaderboardEntry[]> {
    const flat = await store.zrevrange(board.ranking, from, to, 'WITHSCORES');
    const members = flat.filter((_, i) => i % 2 === 0).map(parseMember);
    const names = await Promise.all(members.map(({ id }) => store.get(playerKeys.name(id))));
    return members.map(({ id, finishedAt }, i) => ({
      rank: from + i + 1,
      player: { id, name: names[i] ?? id },
      points: Number(flat[2 * i + 1]),
      finishedAt,
    }));
  }

  /** The player's position, 0 the first, or null where the player is not ranked. */
  async function position(board: BoardKeys, player: string): Promise<number | null> {
    const stored = await store.hget(board.members, player);
    if (stored === null) return null;
    return store.zrevrank(board.ranking, stored.slice(stored.indexOf(' ') + 1));
  }

  return {
    async publish(player, standings) {
      await Promise.all(
        standings.map(({ period, key, plays, points, finishedAt }) => {
          const { ranking, members } = boardKeys(period, key);
          return publishScript(store, [ranking, members], [player, plays, points, finishedAt]);
        }),
      );
    },

    async read(period, key, player) {
      const board = boardKeys(period, key);
      const [players, top, own] = await Promise.all([
        store.zcard(board.ranking),
        entries(board, 0, TOP - 1),
        position(board, player),
      ]);
      const around =
        own === null ? [] : await entries(board, Math.max(0, own - NEIGHBOURS), own + NEIGHBOURS);
      return { period, key, players, top, around };
    },
  };
}

interface BoardKeys {
  readonly ranking: string;
  readonly members: string;
}

/** Both keys of a leaderboard share a hash slot, see ledger/keys.ts. */
export function boardKeys(period: Period, key: string): BoardKeys {
  const board = `{leaderboard:${period}:${key}}`;
  return { ranking: `${board}:ranking`, members: `${board}:members` };
}

/** What a member of a ranking says: see publish.lua. */
export function parseMember(member: string): { id: string; finishedAt: number } {
  const separator = member.indexOf(':');
  return { finishedAt: FAR - Number(member.slice(0, separator)), id: member.slice(separator + 1) };
}
