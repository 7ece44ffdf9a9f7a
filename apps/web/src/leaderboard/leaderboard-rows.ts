import type { Leaderboard, LeaderboardEntry } from '@motus/contracts';

/** A line of the table: an entry, or the gap between the top and the player's neighbours. */
export type BoardRow = LeaderboardEntry | 'gap';

/** The top and the player's own surroundings as one table, each entry once, a gap where ranks are left out. */
export function boardRows({ top, around }: Leaderboard): BoardRow[] {
  const byPlayer = new Map([...top, ...around].map((entry) => [entry.player.id, entry]));
  const entries = [...byPlayer.values()].sort((a, b) => a.rank - b.rank);
  return entries.flatMap((entry, at): BoardRow[] => {
    const before = entries[at - 1];
    return before && entry.rank > before.rank + 1 ? ['gap', entry] : [entry];
  });
}
