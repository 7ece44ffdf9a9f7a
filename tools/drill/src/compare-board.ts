import type { Leaderboard, LeaderboardEntry } from '@motus/contracts';
import type { Place } from './expected.ts';

/** How many a leaderboard shows from the top, and on each side of the one who asks. */
const TOP = 20;
const NEIGHBOURS = 2;

/**
 * Compares a leaderboard with the order of the journal, a line for each difference.
 *
 * @param expected the drill's players, the first first
 * @param asker    the id of the player who asked
 * @param fresh    nobody else is on it; otherwise others may stand between the drill's players, in the same order
 */
export function compareBoard(
  board: Leaderboard,
  expected: readonly (Place & { readonly id: string })[],
  asker: string,
  fresh: boolean,
): string[] {
  const known = new Set(expected.map(({ id }) => id));
  const own = expected.findIndex(({ id }) => id === asker);
  const top = board.top.filter(({ player }) => known.has(player.id));
  const around = board.around.filter(({ player }) => known.has(player.id));
  const before = around.findIndex(({ player }) => player.id === asker);
  const wanted = {
    top: expected.slice(0, fresh ? TOP : top.length),
    around: fresh
      ? expected.slice(Math.max(0, own - NEIGHBOURS), own === -1 ? 0 : own + NEIGHBOURS + 1)
      : expected.slice(Math.max(0, own - before), own - before + around.length),
  };
  const wrong: string[] = [];
  const say = (line: string) => wrong.push(`${board.period}: ${line}`);
  if (fresh && board.players !== expected.length)
    say(`${board.players} players instead of ${expected.length}`);
  if ((own === -1) !== (before === -1)) say(`${asker} is ${before === -1 ? 'missing' : 'there'}`);
  for (const [name, shown] of [
    ['top', fresh ? board.top : top],
    ['around', fresh ? board.around : around],
  ] as const) {
    const difference = firstDifference(shown, wanted[name]);
    if (difference !== undefined) say(`${name}, ${difference}`);
  }
  if (fresh) {
    const misnumbered = [...board.top, ...board.around].find(
      ({ rank, player }) => expected[rank - 1]?.id !== player.id,
    );
    if (misnumbered !== undefined) say(`${misnumbered.player.name} has rank ${misnumbered.rank}`);
  }
  return wrong;
}

function firstDifference(
  shown: readonly LeaderboardEntry[],
  wanted: readonly (Place & { readonly id: string })[],
): string | undefined {
  for (let i = 0; i < Math.max(shown.length, wanted.length); i++) {
    const [entry, place] = [shown[i], wanted[i]];
    const said = entry && `${entry.player.name} ${entry.points} ${entry.finishedAt}`;
    const meant = place && `${place.player} ${place.points} ${place.finishedAt}`;
    if (said !== meant) return `place ${i + 1}: ${said ?? 'nobody'} instead of ${meant ?? 'nobody'}`;
  }
  return undefined;
}
