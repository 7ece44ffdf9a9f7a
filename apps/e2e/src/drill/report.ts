import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quantile } from '../support/quantile.ts';
import { latencyChart } from './chart.ts';
import type { DrillResult } from './drill.ts';
import { cells, HEADINGS } from './table.ts';

/** How many lines of what is wrong a report holds for each subject. */
const MOST_LINES = 50;

/**
 * Writes what a drill found as JSON, for programs, and as a page that needs nothing but itself.
 *
 * @returns the paths of both
 */
export async function writeReport(result: DrillResult, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const name = `drill-${result.date.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`;
  const files = [
    { path: join(folder, `${name}.json`), text: `${JSON.stringify(asJson(result), null, 2)}\n` },
    { path: join(folder, `${name}.html`), text: asPage(result) },
  ];
  for (const { path, text } of files) await writeFile(path, text);
  return files.map(({ path }) => path);
}

function asJson(result: DrillResult) {
  const { rows, recorder, verification, ...rest } = result;
  const since = (at: number | undefined) => at && Math.round(at - recorder.startedAt);
  return {
    ...rest,
    passed: result.checks.filter(({ passed }) => passed).length,
    failed: result.checks.filter(({ passed }) => !passed).length,
    phases: rows.map(({ phase: { latencies, ...phase }, ...row }) => ({
      ...phase,
      ...row,
      startedAt: since(phase.startedAt),
      faultAt: since(phase.faultAt),
      backAt: since(phase.backAt),
      healthyAt: since(phase.healthyAt),
      endedAt: since(phase.endedAt),
      median: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
    })),
    findings: verification.findings.map(({ wrong, ...finding }) => ({
      ...finding,
      wrong: wrong.length,
      lines: wrong.slice(0, MOST_LINES),
    })),
    failures: recorder.failures.map((failure) => ({ ...failure, at: since(failure.at) })),
  };
}

function asPage(result: DrillResult): string {
  const { checks, rows, options, recorder, verification } = result;
  const failed = checks.filter(({ passed }) => !passed);
  const unexpected = recorder.failures.filter(({ phase }) => rows[phase]?.kind !== 'everything');
  const wrong = verification.findings.flatMap(({ wrong }) => wrong.slice(0, MOST_LINES));
  const facts = {
    date: result.date,
    machine: result.machine,
    system: result.target,
    players: `${options.players} at a time, ${result.players} in all`,
    rate: `${options.rate} requests a second`,
    'away for': `${options.seconds} s`,
    acknowledged: `${result.acknowledged} answers`,
    seed: `${options.seed}`,
  };
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Drill of ${escaped(result.date)}</title>
<style>${STYLE}</style>
<h1>Drill: ${checks.length - failed.length} passed, ${failed.length} failed</h1>
<dl>${Object.entries(facts)
    .map(([term, fact]) => `<div><dt>${term}</dt><dd>${escaped(fact)}</dd></div>`)
    .join('')}</dl>
<figure><div class="wide">${latencyChart(recorder)}</div>
<figcaption><span class="mean">mean</span> and <span class="slowest">slowest</span> answer of each half second;
<span class="failed">failed requests</span>; dark: a component is away; light: it is back, not all is healthy yet</figcaption></figure>
<div class="wide"><table><thead><tr>${HEADINGS.map((heading) => `<th scope="col">${heading}</th>`).join('')}</tr></thead>
<tbody>${rows
    .map(
      (row) =>
        `<tr>${cells(row)
          .map((cell) => `<td>${escaped(cell)}</td>`)
          .join('')}</tr>`,
    )
    .join('\n')}</tbody></table></div>
<h2>Checks</h2>
<ul class="checks">${[...failed, ...checks.filter(({ passed }) => passed)]
    .map(
      ({ what, passed, detail }) =>
        `<li class="${passed ? 'passed' : 'broken'}">${escaped(what)}: ${escaped(detail)}</li>`,
    )
    .join('\n')}</ul>
${list('What is wrong', wrong)}
${list(
  'Failed requests with power on',
  unexpected.map(
    ({ phase, at, request, tries, took, detail }) =>
      `${((at - recorder.startedAt) / 1000).toFixed(1)} s, ${rows[phase]?.phase.component} ${rows[phase]?.phase.fault}: ${request}, ${tries} tries, ${Math.round(took)} ms, ${detail}`,
  ),
)}
</html>
`;
}

function list(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return `<h2>${title}</h2>\n<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('\n')}</ul>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; --red: light-dark(#b3261e, #ff8a80);
  --blue: light-dark(#1f5fbf, #8ab4f8); --grey: light-dark(#5f6368, #9aa0a6); --line: light-dark(#d5d8dc, #3c4043) }
body { max-width: 78rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2rem }
dl { display: flex; flex-wrap: wrap; gap: .5rem 2rem } dt { color: var(--grey); font-size: .8rem } dd { margin: 0 }
figure { margin: 1.5rem 0 } svg { width: 100%; min-width: 50rem; height: auto } figcaption { color: var(--grey); font-size: .85rem }
svg text { font-size: 11px; fill: var(--grey) } svg .label { font-size: 10px }
polyline { fill: none; stroke-width: 1.5 } polyline.mean { stroke: var(--blue) } polyline.slowest { stroke: var(--grey) }
.grid { stroke: var(--line) } .fault { stroke: var(--red) } circle.failed { fill: var(--red) }
rect.away { fill: var(--red); opacity: .16 } rect.recovering { fill: var(--red); opacity: .07 }
span.mean { color: var(--blue) } span.slowest { color: var(--grey); font-weight: bold } span.failed { color: var(--red) }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: right }
th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left }
.checks { list-style: none; padding: 0; columns: 2 24rem; font-size: .9rem }
.passed::before { content: "✓ "; color: light-dark(#1e7d32, #81c995) } .broken { color: var(--red) } .broken::before { content: "✗ " }
`;
