import type { Journal } from './journal.ts';

/** What a comparison of the journal with the ledger has found; the lines are for a reader. */
export interface LedgerCheck {
  readonly acknowledged: number;
  readonly rows: number;
  /** Acknowledged, and not in the ledger, or there with another word. */
  readonly lost: readonly string[];
  /** In the ledger, and acknowledged as another row, or never. */
  readonly doubled: readonly string[];
}

/** How many plays are read at a time. */
const AT_ONCE = 1000;

/**
 * Compares every acknowledged attempt with the ledger, row by row.
 *
 * @param read gives the words of these players' plays as the ledger has them, in the same order
 */
export async function checkLedger(
  journal: Journal,
  read: (players: readonly string[]) => Promise<string[][]>,
): Promise<LedgerCheck> {
  const { players, count: acknowledged } = journal;
  const lost: string[] = [];
  const doubled: string[] = [];
  let rows = 0;
  for (let i = 0; i < players.length; i += AT_ONCE) {
    const some = players.slice(i, i + AT_ONCE);
    const plays = await read(some);
    for (const [j, player] of some.entries()) {
      const stored = plays[j] ?? [];
      const told = journal.words(player);
      rows += stored.length;
      for (const [row, word] of told.entries()) {
        if (stored[row] !== word)
          lost.push(
            `${player}, row ${row + 1}: ${word} was acknowledged, ${stored[row] ?? 'nothing'} is stored`,
          );
      }
      for (const word of stored.slice(told.length))
        doubled.push(`${player}: ${word} is stored and was not acknowledged as that row`);
    }
  }
  return { acknowledged, rows, lost, doubled };
}
