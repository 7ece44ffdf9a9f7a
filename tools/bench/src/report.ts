import { checkList, factList, htmlPage, htmlTable, writeReportFiles } from '@motus/measurement';
import { bars, stackedBars } from './bars.ts';
import type { BenchResult } from './bench.ts';
import { titleOf } from './loads.ts';
import { spread } from './statistics.ts';
import { summaryLine } from './summary.ts';
import { cpuOf, guessesOf, tables } from './tables.ts';

/**
 * Writes the result as JSON, for programs, and as a self-contained HTML page.
 *
 * @returns the paths of both files
 */
export function writeReport(result: BenchResult, folder: string): Promise<string[]> {
  return writeReportFiles({ kind: 'bench', date: result.date, json: result, page: asPage(result) }, folder);
}

function asPage(result: BenchResult): string {
  const { options, checks, loads } = result;
  const facts = {
    date: result.date,
    machine: result.machine,
    programs: result.versions,
    where: result.placement,
    rounds: `${options.rounds} of ${options.seconds} s each, all loads of a part in turn`,
    players: `${options.players} with real logins, the others with sealed sessions`,
  };
  const compared = loads.filter(({ ratios, name }) => ratios.length > 0 || name === 'no-op');
  const body = `<h1>Bench: ${summaryLine(result)}</h1>
${factList(facts)}
${bars(
  'Answers a second: the medians of the rounds; the line goes from the least to the most',
  '/s',
  compared.map((load) => barOf(load, (round) => round.rate)),
)}
${bars(
  'Latency, 99 of 100 answers',
  'ms',
  loads.map((load) => barOf(load, ({ latency }) => latency.p99)),
)}
${stackedBars(
  'Processor time of a guess',
  'µs',
  guessesOf(result).map((load) => ({ label: titleOf(load), parts: cpuOf(load) })),
)}
${tables(result)
  .map(
    ({ title, headings, rows, textColumns }) =>
      `<h2>${title}</h2>\n${htmlTable(headings, rows, textColumns)}`,
  )
  .join('\n')}
${checkList(checks)}`;
  return htmlPage({ title: `Bench of ${result.date}`, style: STYLE, body });
}

type Load = BenchResult['loads'][number];

function barOf(load: Load, value: (round: Load['rounds'][number]) => number) {
  const { median, min, max } = spread(load.rounds.map(value));
  return { label: titleOf(load), value: median, min, max };
}

const STYLE = `
.bar { fill: var(--blue) } .spread { stroke: var(--red); stroke-width: 2 }
`;
