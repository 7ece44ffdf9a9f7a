import type { Leaderboard, LeaderboardEntry } from '@motus/contracts';

/** A row of the table: an entry, or the gap between the top and the player's neighbours. */
export type LeaderboardRow = LeaderboardEntry | 'gap';

/** Merges the top and the player's neighbours into one table: each entry once, with a gap for omitted ranks. */
export function leaderboardRows({ top, around }: Leaderboard): LeaderboardRow[] {
  const byPlayer = new Map([...top, ...around].map((entry) => [entry.player.id, entry]));
  const entries = [...byPlayer.values()].sort((a, b) => a.rank - b.rank);
  return entries.flatMap((entry, at): LeaderboardRow[] => {
    const before = entries[at - 1];
    return before && entry.rank > before.rank + 1 ? ['gap', entry] : [entry];
  });
}
