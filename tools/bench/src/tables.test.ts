import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { BenchResult } from './bench.ts';
import { readOptions } from './options.ts';
import { writeReport } from './report.ts';
import { atLeast, atMost, type LoadResult, type Round, within } from './result.ts';
import { summaryLine } from './summary.ts';
import { figure, tables } from './tables.ts';

function round(rate: number, p99: number): Round {
  return { rate, latency: { p50: 1, p99, max: 99 }, cpu: { motus: 60, score: 40 }, busy: 0.5 };
}

const GUESS: LoadResult = {
  name: 'guess',
  connections: 32,
  rounds: [round(900, 21), round(1100, 19), round(1000, 20)],
  ratios: [0.1, 0.3, 0.2],
};

const RESULT: BenchResult = {
  date: '2026-11-21T10:00:00.000Z',
  machine: '2 × some <core>',
  versions: 'HAProxy 3.0',
  placement: 'on a core',
  options: readOptions([]),
  loads: [GUESS],
  usual: GUESS,
  figures: [{ name: 'logins', unit: '/s', values: [10, 12, 11] }],
  memory: [{ name: 'motus1', atRest: 100, afterLoad: 200, peak: 205, limit: 256 }],
  targets: [atLeast('guesses', 0.4, 0.2)],
  checks: [{ what: 'nothing lost', passed: true, detail: '0' }],
};

test('the summary line has the medians of the guess with 32 connections', () => {
  assert.equal(summaryLine(RESULT), 'guesses_per_s=1000 ratio_to_noop=0.200 p99_ms=20.0');
});

test('the tables have medians, their spread and the ratio to the no-op', () => {
  const [loads, cpu] = tables(RESULT);
  assert.deepEqual(loads?.rows, [
    ['guess', '32', '1000', '900–1100', '0.200', '1.00', '20.0', '99.0', '100', '50 %'],
  ]);
  assert.deepEqual(cpu?.rows, [
    ['motus', '60.0'],
    ['score', '40.0'],
  ]);
});

test('a target that was not measured is not met, and its value is a dash', () => {
  assert.deepEqual(tables(RESULT).at(-1)?.rows, [['guesses', '0.20', '≥ 0.4', 'not met']]);
  assert.equal(atMost('p99', 20, 20, 'ms').met, true);
  assert.equal(atMost('p99', 20, Number.NaN, 'ms').met, false);
  assert.equal(within('same', 1, 0.1, 0.89).met, false);
  assert.equal(within('same', 1, 0.1, 1.05).met, true);
  assert.equal(figure(Number.NaN), '–');
});

test('the report is a JSON file and a self-contained HTML page', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'motus-report-'));
  t.after(() => rm(folder, { recursive: true }));
  const [json = '', html = ''] = await writeReport(RESULT, folder);
  assert.deepEqual(JSON.parse(await readFile(json, 'utf8')), RESULT);
  const page = await readFile(html, 'utf8');
  assert.match(page, /<svg/);
  assert.match(page, /2 × some &lt;core>/);
  assert.doesNotMatch(page, /(src|href)=|url\(|NaN|undefined/);
});
