import type { Leaderboard, LeaderboardEntry } from '@motus/contracts';
import type { Place } from './expected.ts';

/** The number of places that a leaderboard shows from the top. */
const TOP_SIZE = 20;
/** The number of places that it shows on each side of the player who reads it. */
const NEIGHBOUR_COUNT = 2;

/**
 * Compares a leaderboard with the order that the journal implies.
 *
 * @param expected  the players of the drill, from the first place
 * @param readerId  the id of the player who read the leaderboard
 * @param exclusive whether only players of the drill are on it; otherwise others may be between them
 * @returns one line for each difference
 */
export function compareLeaderboard(
  board: Leaderboard,
  expected: readonly (Place & { readonly id: string })[],
  readerId: string,
  exclusive: boolean,
): string[] {
  const drillIds = new Set(expected.map(({ id }) => id));
  const expectedIndex = expected.findIndex(({ id }) => id === readerId);
  const top = board.top.filter(({ player }) => drillIds.has(player.id));
  const around = board.around.filter(({ player }) => drillIds.has(player.id));
  const shownIndex = around.findIndex(({ player }) => player.id === readerId);
  const places = {
    top: expected.slice(0, exclusive ? TOP_SIZE : top.length),
    around: exclusive
      ? expected.slice(
          Math.max(0, expectedIndex - NEIGHBOUR_COUNT),
          expectedIndex === -1 ? 0 : expectedIndex + NEIGHBOUR_COUNT + 1,
        )
      : expected.slice(Math.max(0, expectedIndex - shownIndex), expectedIndex - shownIndex + around.length),
  };
  const differences: string[] = [];
  const add = (line: string) => differences.push(`${board.period}: ${line}`);
  if (exclusive && board.players !== expected.length)
    add(`${board.players} players instead of ${expected.length}`);
  if ((expectedIndex === -1) !== (shownIndex === -1))
    add(`${readerId} is ${shownIndex === -1 ? 'missing' : 'there'}`);
  for (const [name, shown] of [
    ['top', exclusive ? board.top : top],
    ['around', exclusive ? board.around : around],
  ] as const) {
    const difference = firstDifference(shown, places[name]);
    if (difference !== undefined) add(`${name}, ${difference}`);
  }
  if (exclusive) {
    const misranked = [...board.top, ...board.around].find(
      ({ rank, player }) => expected[rank - 1]?.id !== player.id,
    );
    if (misranked !== undefined) add(`${misranked.player.name} has rank ${misranked.rank}`);
  }
  return differences;
}

function firstDifference(
  shown: readonly LeaderboardEntry[],
  expected: readonly (Place & { readonly id: string })[],
): string | undefined {
  for (let i = 0; i < Math.max(shown.length, expected.length); i++) {
    const [entry, place] = [shown[i], expected[i]];
    const actualText = entry && `${entry.player.name} ${entry.points} ${entry.finishedAt}`;
    const expectedText = place && `${place.player} ${place.points} ${place.finishedAt}`;
    if (actualText !== expectedText)
      return `place ${i + 1}: ${actualText ?? 'no player'} instead of ${expectedText ?? 'no player'}`;
  }
  return undefined;
}
