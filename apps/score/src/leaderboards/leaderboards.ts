import type { Leaderboard, LeaderboardEntry, Period } from '@motus/contracts';
import {
  defineGroupScript,
  defineScript,
  pairsOf,
  readLua,
  type ScriptArgument,
  type Store,
} from '@motus/store';
import { playerNames } from '../players/player-names.ts';
import type { PeriodTotal } from './period-totals.ts';

/** How many players are shown from the top, and how many on each side of the player who reads. */
const TOP_SIZE = 20;
const NEIGHBOURS = 2;

/** In milliseconds since the Unix epoch; the same number is in publish.lua. */
const FAR_FUTURE = 9_999_999_999_999;

export interface Leaderboards {
  /** Writes the totals of players, by their ids, to their leaderboards; repeating it changes nothing. */
  publish(totals: ReadonlyMap<string, readonly PeriodTotal[]>): Promise<void>;
  /** The top of a leaderboard, and the player's own place with its neighbours. */
  read(period: Period, key: string, player: string): Promise<Leaderboard>;
}

const publishScript = defineGroupScript({
  name: 'publishTotals',
  lua: readLua('publish.lua', import.meta.url),
  read: () => undefined,
});

const readScript = defineScript({
  name: 'readLeaderboard',
  lua: readLua('read.lua', import.meta.url),
  read: (reply) => reply as [players: number, top: string[], from: number, around: string[]],
});

export function createLeaderboards(store: Store): Leaderboards {
  return {
    async publish(totals) {
      const calls = new Map<string, { keys: string[]; args: ScriptArgument[] }>();
      for (const [player, totalsOfPlayer] of totals) {
        for (const { period, key, plays, points, finishedAt } of totalsOfPlayer) {
          const { ranking, members } = leaderboardKeys(period, key);
          const call = calls.get(ranking) ?? { keys: [ranking, members], args: [] };
          call.args.push(player, plays, points, finishedAt);
          calls.set(ranking, call);
        }
      }
      await publishScript(store, Array.from(calls.values()));
    },

    async read(period, key, player) {
      const { ranking, members } = leaderboardKeys(period, key);
      const [players, topReply, from, aroundReply] = await readScript(
        store,
        [ranking, members],
        [player, TOP_SIZE, NEIGHBOURS],
      );
      const top = parseRanking(0, topReply);
      const around = parseRanking(from, aroundReply);
      const ids = Array.from(new Set([...top, ...around].map(({ id }) => id)));
      const storedNames = await playerNames(store, ids);
      const names = new Map(ids.map((id, i) => [id, storedNames[i]]));
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
 * @param position of the first player, 0 for the top of the leaderboard
 * @param reply    member, points, member, …
 */
function parseRanking(position: number, reply: readonly string[]): Ranked[] {
  return pairsOf(reply).map(([member, points], i) => ({
    ...parseMember(member),
    rank: position + i + 1,
    points: Number(points),
  }));
}

/** Both keys of a leaderboard share a hash slot, see players/player-keys.ts. */
export function leaderboardKeys(period: Period, key: string): { ranking: string; members: string } {
  const leaderboard = `{leaderboard:${period}:${key}}`;
  return { ranking: `${leaderboard}:ranking`, members: `${leaderboard}:members` };
}

/** Decodes a member of a ranking: see publish.lua. */
export function parseMember(member: string): { id: string; finishedAt: number } {
  const separator = member.indexOf(':');
  return { finishedAt: FAR_FUTURE - Number(member.slice(0, separator)), id: member.slice(separator + 1) };
}
