import type { LeagueTable, Period, Player } from '@motus/contracts';
import type { Store } from '@motus/store';
import { leaderboardKeys, parseMember } from './leaderboards.ts';

/**
 * Ranks some players in the order of a leaderboard; those who are not on it come last, without a rank.
 *
 * @param key which leaderboard of the period: 2026-11-21, 2026-W47, 2026-11 or all
 */
export async function rankPlayers(
  store: Store,
  period: Period,
  key: string,
  players: readonly Player[],
): Promise<LeagueTable> {
  if (players.length === 0) return { period, key, entries: [] };
  const keys = leaderboardKeys(period, key);
  const stored = await store.hmget(keys.members, ...players.map(({ id }) => id));
  const ranked = players.flatMap((player, i) => {
    const member = stored[i];
    return member == null ? [] : [{ player, member: member.slice(member.indexOf(' ') + 1) }];
  });
  const points =
    ranked.length === 0 ? [] : await store.zmscore(keys.ranking, ...ranked.map(({ member }) => member));
  const entries = ranked
    .map(({ player, member }, i) => ({ player, member, points: Number(points[i]) }))
    // The order of the leaderboard itself: see publish.lua.
    .sort((a, b) => b.points - a.points || (a.member < b.member ? 1 : -1))
    .map(({ player, member, points }, i) => ({
      rank: i + 1,
      player,
      points,
      finishedAt: parseMember(member).finishedAt,
    }));
  const unranked = players.filter((_, i) => stored[i] == null);
  return {
    period,
    key,
    entries: [...entries, ...unranked.map((player) => ({ rank: null, player, points: 0, finishedAt: null }))],
  };
}
