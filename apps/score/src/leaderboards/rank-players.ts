import type { LeagueTable, Period, Player } from '@motus/contracts';
import type { Store } from '@motus/store';
import { boardKeys, parseMember } from './leaderboards.ts';

/**
 * Some players in the order of a leaderboard; those who are not on it come last, without a rank.
 *
 * @param key which leaderboard of the period: 2026-11-21, 2026-W47, 2026-11 or all
 */
export async function among(
  store: Store,
  period: Period,
  key: string,
  players: readonly Player[],
): Promise<LeagueTable> {
  if (players.length === 0) return { period, key, entries: [] };
  const board = boardKeys(period, key);
  const stored = await store.hmget(board.members, ...players.map(({ id }) => id));
  const ranked = players.flatMap((player, i) => {
    const member = stored[i];
    return member == null ? [] : [{ player, member: member.slice(member.indexOf(' ') + 1) }];
  });
  const points =
    ranked.length === 0 ? [] : await store.zmscore(board.ranking, ...ranked.map(({ member }) => member));
  const entries = ranked
    .map(({ player, member }, i) => ({ player, member, points: Number(points[i]) }))
    // As the leaderboard itself does: see publish.lua.
    .sort((a, b) => b.points - a.points || (a.member < b.member ? 1 : -1))
    .map(({ player, member, points }, i) => ({
      rank: i + 1,
      player,
      points,
      finishedAt: parseMember(member).finishedAt,
    }));
  const others = players.filter((_, i) => stored[i] == null);
  return {
    period,
    key,
    entries: [...entries, ...others.map((player) => ({ rank: null, player, points: 0, finishedAt: null }))],
  };
}
