import type { BenchResult } from './bench.ts';
import type { LoadResult } from './result.ts';
import { median, spread } from './statistics.ts';

/** A table of the report, for the terminal and for the HTML page. */
export interface Table {
  readonly title: string;
  /** How many of the first columns hold text; the others hold numbers. */
  readonly textColumns: number;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** All tables of the report that have rows. */
export function tables(result: BenchResult): Table[] {
  return [loads(result), cpu(result), memory(result), figures(result), targets(result)].filter(
    ({ rows }) => rows.length > 0,
  );
}

function loads({ loads }: BenchResult): Table {
  return {
    title: 'Loads (medians of the rounds)',
    textColumns: 1,
    headings: [
      'load',
      'connections',
      '/s',
      'least–most',
      'of the no-op',
      'p50 ms',
      'p99 ms',
      'max ms',
      'CPU µs',
      'generator',
    ],
    rows: loads.map((load) => {
      const of = (value: (round: LoadResult['rounds'][number]) => number) => load.rounds.map(value);
      const rate = spread(of((round) => round.rate));
      return [
        load.name,
        `${load.connections}`,
        figure(rate.median),
        `${figure(rate.min)}–${figure(rate.max)}`,
        load.ratios.length === 0 ? '' : median(load.ratios).toFixed(3),
        figure(median(of(({ latency }) => latency.p50))),
        figure(median(of(({ latency }) => latency.p99))),
        figure(Math.max(...of(({ latency }) => latency.max))),
        figure(Object.values(cpuOf(load)).reduce((sum, time) => sum + time, 0)),
        `${(100 * median(of(({ busy }) => busy))).toFixed(0)} %`,
      ];
    }),
  };
}

function cpu(result: BenchResult): Table {
  const guesses = guessesOf(result);
  const kinds = kindsOf(guesses);
  return {
    title: 'Processor time of a guess, in microseconds, by kind of process',
    textColumns: 1,
    headings: ['kind', ...guesses.map(({ connections }) => `${connections} at a time`)],
    rows: kinds.map((kind) => [kind, ...guesses.map((load) => figure(cpuOf(load)[kind] ?? 0))]),
  };
}

function memory({ memory }: BenchResult): Table {
  return {
    title: 'Memory, in MiB',
    textColumns: 1,
    headings: ['instance', 'at rest', 'after all loads', 'peak', 'limit of its container', 'peak of that'],
    rows: memory.map(({ name, atRest, afterLoad, peak, limit }) => [
      name,
      figure(atRest),
      figure(afterLoad),
      figure(peak),
      limit === undefined ? '–' : `${limit}`,
      limit === undefined ? '–' : `${((100 * peak) / limit).toFixed(0)} %`,
    ]),
  };
}

function figures({ figures }: BenchResult): Table {
  return {
    title: 'Other figures',
    textColumns: 1,
    headings: ['what', 'median', 'least–most', 'unit'],
    rows: figures.map(({ name, values, unit }) => {
      const { median, min, max } = spread(values);
      return [name, figure(median), `${figure(min)}–${figure(max)}`, unit];
    }),
  };
}

function targets({ targets }: BenchResult): Table {
  return {
    title: 'Targets',
    textColumns: 1,
    headings: ['what', 'measured', 'target', ''],
    rows: targets.map(({ name, measured, unit, wanted, met }) => [
      name,
      `${figure(measured)} ${unit}`.trim(),
      wanted,
      met ? 'met' : 'not met',
    ]),
  };
}

/** The guess loads that were compared with the no-op, one per number of connections. */
export function guessesOf({ loads }: BenchResult): LoadResult[] {
  return loads.filter(({ name }) => name === 'guess');
}

/** The kinds of process whose time was measured, in the order of the system's instances. */
function kindsOf(loads: readonly LoadResult[]): string[] {
  return [...new Set(loads.flatMap((load) => Object.keys(cpuOf(load))))];
}

/** Median processor time per answer of a load, in microseconds, by kind of process. */
export function cpuOf({ rounds }: LoadResult): Record<string, number> {
  const kinds = Object.keys(rounds[0]?.cpu ?? {});
  return Object.fromEntries(kinds.map((kind) => [kind, median(rounds.map(({ cpu }) => cpu[kind] ?? 0))]));
}

/** Three significant digits; a dash for a value that was not measured (NaN). */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
