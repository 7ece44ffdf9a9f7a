import { readFileSync } from 'node:fs';
import type { Leaderboard, LeaderboardEntry, Period } from '@motus/contracts';
import { defineGroupScript, defineScript, type ScriptArgument, type Store } from '@motus/store';
import { playerNames } from '../players/player-names.ts';
import type { Standing } from './period-totals.ts';

/** How many are shown from the top, and how many on each side of the player. */
const TOP = 20;
const NEIGHBOURS = 2;

/** See publish.lua. */
const FAR = 9_999_999_999_999;

export interface Leaderboards {
  /** Puts the standings of players, by their ids, on their leaderboards; repeating it changes nothing. */
  publish(standings: ReadonlyMap<string, readonly Standing[]>): Promise<void>;
  /** The top of a leaderboard and the player's own place with neighbours. */
  read(period: Period, key: string, player: string): Promise<Leaderboard>;
}

const publishScript = defineGroupScript({
  name: 'publishStandings',
  lua: readFileSync(new URL('publish.lua', import.meta.url), 'utf8'),
  read: () => undefined,
});

const readScript = defineScript({
  name: 'readLeaderboard',
  lua: readFileSync(new URL('read.lua', import.meta.url), 'utf8'),
  read: (reply) => reply as [players: number, top: string[], from: number, around: string[]],
});

export function createLeaderboards(store: Store): Leaderboards {
  return {
    async publish(standings) {
      const boards = new Map<string, { keys: string[]; args: ScriptArgument[] }>();
      for (const [player, reached] of standings) {
        for (const { period, key, plays, points, finishedAt } of reached) {
          const { ranking, members } = boardKeys(period, key);
          const board = boards.get(ranking) ?? { keys: [ranking, members], args: [] };
          board.args.push(player, plays, points, finishedAt);
          boards.set(ranking, board);
        }
      }
      await publishScript(store, Array.from(boards.values()));
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
      const ids = Array.from(new Set([...top, ...around].map(({ id }) => id)));
      const found = await playerNames(store, ids);
      const names = new Map(ids.map((id, i) => [id, found[i]]));
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

/** Both keys of a leaderboard share a hash slot, see players/player-keys.ts. */
export function boardKeys(period: Period, key: string): BoardKeys {
  const board = `{leaderboard:${period}:${key}}`;
  return { ranking: `${board}:ranking`, members: `${board}:members` };
}

/** What a member of a ranking says: see publish.lua. */
export function parseMember(member: string): { id: string; finishedAt: number } {
  const separator = member.indexOf(':');
  return { finishedAt: FAR - Number(member.slice(0, separator)), id: member.slice(separator + 1) };
}
