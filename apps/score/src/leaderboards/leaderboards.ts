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

const readScript = defineScript({
  name: 'readLeaderboard',
  lua: readFileSync(new URL('read.lua', import.meta.url), 'utf8'),
  read: (reply) => reply as [players: number, top: string[], from: number, around: string[]],
});

export function createLeaderboards(store: Store): Leaderboards {
  /** The names of players, by id: one command for each, since on a Redis Cluster they are in many places. */
  async function namesOf(ids: ReadonlySet<string>): Promise<Map<string, string>> {
    const named = Array.from(ids, async (id) => [id, (await store.get(playerKeys.name(id))) ?? id] as const);
    return new Map(await Promise.all(named));
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
      const { ranking, members } = boardKeys(period, key);
      const [players, first, from, near] = await readScript(
        store,
        [ranking, members],
        [player, TOP, NEIGHBOURS],
      );
      const top = rankedFrom(0, first);
      const around = rankedFrom(from, near);
      const names = await namesOf(new Set([...top, ...around].map(({ id }) => id)));
      const entry = ({ id, ...place }: Ranked): LeaderboardEntry => ({
        player: { id, name: names.get(id) ?? id },
        ...place,
      });
      return { period, key, players, top: top.map(entry), around: around.map(entry) };
    },
  };
}

interface Ranked {
  readonly id: string;
  readonly rank: number;
  readonly points: number;
  readonly finishedAt: number;
}

/**
 * @param position of the first, 0 for the first of all
 * @param flat     member, points, member, …
 */
function rankedFrom(position: number, flat: readonly string[]): Ranked[] {
  return flat.flatMap((member, i) =>
    i % 2 === 0 ? { ...parseMember(member), rank: position + i / 2 + 1, points: Number(flat[i + 1]) } : [],
  );
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
