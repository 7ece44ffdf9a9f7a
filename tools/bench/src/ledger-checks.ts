import type { BenchSystem } from './bench-system.ts';
import type { Check } from './result.ts';

/**
 * Checks that the ledger holds exactly the acknowledged attempts, and that the API shows a player the same rows.
 *
 * @param label the name of the system in the checks
 */
export async function ledgerChecks(bench: BenchSystem, label: string): Promise<Check[]> {
  const { acknowledged, rows, lost, doubled } = await bench.check();
  return [
    {
      what: `${label}: as many rows as were acknowledged`,
      passed: rows === acknowledged && rows > 0,
      detail: `${rows} rows, ${acknowledged} acknowledged`,
    },
    { what: `${label}: nothing lost`, passed: lost.length === 0, detail: count(lost) },
    { what: `${label}: nothing doubled`, passed: doubled.length === 0, detail: count(doubled) },
    await checkPlayerView(bench, label),
  ];
}

async function checkPlayerView(
  { players, loggedInPlayers, journal }: BenchSystem,
  label: string,
): Promise<Check> {
  const rows = (await players[0]?.today())?.game.rows.map(({ word }) => word).join(' ');
  const acknowledged = journal.words(loggedInPlayers[0]?.id ?? '').join(' ');
  return {
    what: `${label}: a player sees the rows that were acknowledged`,
    passed: rows === acknowledged && acknowledged !== '',
    detail: `${rows}; acknowledged: ${acknowledged}`,
  };
}

function count(lines: readonly string[]): string {
  return lines[0] === undefined ? '0' : `${lines.length}, one of them ${lines[0]}`;
}
