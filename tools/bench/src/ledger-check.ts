import type { Journal } from './journal.ts';

/** The result of comparing the journal with the ledger; one readable line per difference. */
export interface LedgerCheck {
  readonly acknowledged: number;
  readonly rows: number;
  /** Acknowledged attempts that are missing in the ledger, or stored with another word. */
  readonly lost: readonly string[];
  /** Stored rows after the last acknowledged row of their play. */
  readonly doubled: readonly string[];
}

const PLAYS_PER_READ = 1000;

/**
 * Compares every acknowledged attempt with the ledger, row by row.
 *
 * @param read returns the stored words of each player's play, in the order of `players`
 */
export async function checkLedger(
  journal: Journal,
  read: (players: readonly string[]) => Promise<string[][]>,
): Promise<LedgerCheck> {
  const { players, count: acknowledged } = journal;
  const lost: string[] = [];
  const doubled: string[] = [];
  let rows = 0;
  for (let i = 0; i < players.length; i += PLAYS_PER_READ) {
    const batch = players.slice(i, i + PLAYS_PER_READ);
    const plays = await read(batch);
    for (const [j, player] of batch.entries()) {
      const stored = plays[j] ?? [];
      const acknowledgedWords = journal.words(player);
      rows += stored.length;
      for (const [row, word] of acknowledgedWords.entries()) {
        if (stored[row] !== word)
          lost.push(
            `${player}, row ${row + 1}: ${word} was acknowledged, ${stored[row] ?? 'nothing'} is stored`,
          );
      }
      for (const word of stored.slice(acknowledgedWords.length))
        doubled.push(`${player}: ${word} is stored and was not acknowledged as that row`);
    }
  }
  return { acknowledged, rows, lost, doubled };
}
