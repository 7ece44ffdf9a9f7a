import {
  checkList,
  escaped,
  factList,
  htmlPage,
  htmlTable,
  MEMORY_HEADINGS,
  memoryCells,
  quantile,
  writeReportFiles,
} from '@motus/measurement';
import { latencyChart } from './chart.ts';
import type { DrillResult } from './drill.ts';
import { footnotes, HEADINGS, rowCells } from './table.ts';

/** The number of differences that a report lists for each comparison. */
const MAX_DIFFERENCES = 50;

/**
 * Writes the result of a drill as JSON and as a self-contained HTML page.
 *
 * @returns the paths of both files
 */
export function writeReport(result: DrillResult, folder: string): Promise<string[]> {
  const { date } = result;
  return writeReportFiles({ kind: 'drill', date, json: toJson(result), page: toPage(result) }, folder);
}

function toJson(result: DrillResult) {
  const { rows, recorder, verification, ...rest } = result;
  const sinceStart = (at: number | undefined) => at && Math.round(at - recorder.startedAt);
  return {
    ...rest,
    passed: result.checks.filter(({ passed }) => passed).length,
    failed: result.checks.filter(({ passed }) => !passed).length,
    phases: rows.map(({ phase: { latencies, ...phase }, ...row }) => ({
      ...phase,
      ...row,
      startedAt: sinceStart(phase.startedAt),
      faultAt: sinceStart(phase.faultAt),
      revertedAt: sinceStart(phase.revertedAt),
      healthyAt: sinceStart(phase.healthyAt),
      endedAt: sinceStart(phase.endedAt),
      noticed: phase.noticed && { ...phase.noticed, at: sinceStart(phase.noticed.at) },
      alerted: phase.alerted && { ...phase.alerted, at: sinceStart(phase.alerted.at) },
      median: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
    })),
    findings: verification.findings.map(({ wrong, ...finding }) => ({
      ...finding,
      wrong: wrong.length,
      lines: wrong.slice(0, MAX_DIFFERENCES),
    })),
    failures: recorder.failures.map((failure) => ({ ...failure, at: sinceStart(failure.at) })),
  };
}

function toPage(result: DrillResult): string {
  const { checks, rows, options, recorder, verification } = result;
  const failed = checks.filter(({ passed }) => !passed);
  const unexpected = recorder.failures.filter(({ phase }) => rows[phase]?.kind !== 'everything');
  const wrong = verification.findings.flatMap(({ wrong }) => wrong.slice(0, MAX_DIFFERENCES));
  const facts = {
    date: result.date,
    machine: result.machine,
    system: result.target,
    players: `${options.players} at a time, ${result.players} in all`,
    rate: `${options.rate} requests a second`,
    'fault duration': `${options.seconds} s`,
    acknowledged: `${result.acknowledged} answers`,
    durability: result.durability,
    'noticed and alerted': result.monitoring,
    ...(result.leftOut.length > 0 && { 'left out': result.leftOut.join('; ') }),
    seed: `${options.seed}`,
  };
  const body = `<h1>Drill: ${checks.length - failed.length} passed, ${failed.length} failed</h1>
${factList(facts)}
<figure><div class="wide">${latencyChart(recorder)}</div>
<figcaption><span class="mean">mean</span> and <span class="slowest">slowest</span> answer of each half second;
<span class="failed">failed requests</span>; dark: fault; light: recovery</figcaption></figure>
${htmlTable(HEADINGS, rows.map(rowCells), 2)}
${footnotes(rows)
  .map((line) => `<p>${escaped(line)}</p>`)
  .join('\n')}
<h2>Memory</h2>
${htmlTable(MEMORY_HEADINGS, result.memory.map(memoryCells), 1)}
<p>${escaped(result.memoryMeaning)}</p>
${checkList(checks)}
${list('Differences', wrong)}
${list(
  'Failed requests, except while everything was off',
  unexpected.map(
    ({ phase, at, request, tries, took, detail }) =>
      `${((at - recorder.startedAt) / 1000).toFixed(1)} s, ${rows[phase]?.phase.component} ${rows[phase]?.phase.fault}: ${request}, ${tries} tries, ${Math.round(took)} ms, ${detail}`,
  ),
)}`;
  return htmlPage({ title: `Drill of ${result.date}`, style: STYLE, body });
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<h2>${title}</h2>\n<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}</ul>`;
}

const STYLE = `
svg .label { font-size: 10px }
polyline { fill: none; stroke-width: 1.5 } polyline.mean { stroke: var(--blue) } polyline.slowest { stroke: var(--grey) }
.grid { stroke: var(--line) } .fault { stroke: var(--red) } circle.failed { fill: var(--red) }
rect.down { fill: var(--red); opacity: .16 } rect.recovering { fill: var(--red); opacity: .07 }
span.mean { color: var(--blue) } span.slowest { color: var(--grey); font-weight: bold } span.failed { color: var(--red) }
`;
