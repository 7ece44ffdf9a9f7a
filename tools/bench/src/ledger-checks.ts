import type { BenchSystem } from './bench-system.ts';
import type { Check } from './result.ts';

/**
 * Whether the ledger holds what was acknowledged; and whether the API says the same to somebody who has logged in.
 *
 * @param which in words, where there are several systems
 */
export async function ledgerChecks(bench: BenchSystem, which: string): Promise<Check[]> {
  const { acknowledged, rows, lost, doubled } = await bench.check();
  return [
    {
      what: `${which}: as many rows as were acknowledged`,
      passed: rows === acknowledged && rows > 0,
      detail: `${rows} rows, ${acknowledged} acknowledged`,
    },
    { what: `${which}: nothing lost`, passed: lost.length === 0, detail: count(lost) },
    { what: `${which}: nothing doubled`, passed: doubled.length === 0, detail: count(doubled) },
    await playerCheck(bench, which),
  ];
}

/** Of a player who has logged in, as that player sees it. */
async function playerCheck({ players, playerSeats, journal }: BenchSystem, which: string): Promise<Check> {
  const rows = (await players[0]?.today())?.game.rows.map(({ word }) => word).join(' ');
  const told = journal.words(playerSeats[0]?.player ?? '').join(' ');
  return {
    what: `${which}: a player sees the rows that were acknowledged`,
    passed: rows === told && told !== '',
    detail: `${rows}; acknowledged: ${told}`,
  };
}

function count(lines: readonly string[]): string {
  return lines[0] === undefined ? '0' : `${lines.length}, one of them ${lines[0]}`;
}
