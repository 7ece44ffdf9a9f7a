import { type BenchSystem, startBenchSystem } from './bench-system.ts';
import type { Context } from './context.ts';
import { pin, separateCores } from './cores.ts';
import { type Generator, startGenerator } from './generator-process.ts';
import { type Noop, startNoop } from './noop.ts';
import type { BenchOptions } from './options.ts';
import { measureGuesses } from './parts/guess.ts';
import type { Check, Figure, LoadResult, PartResult, Target } from './result.ts';

/** All that a bench has found out. */
export interface BenchResult {
  readonly options: BenchOptions;
  readonly loads: readonly LoadResult[];
  readonly figures: readonly Figure[];
  readonly targets: readonly Target[];
  readonly checks: readonly Check[];
  /** The guess at the usual number of connections. */
  readonly usual: LoadResult;
}

/** Measures what was asked for. */
export async function runBench(options: BenchOptions, tell: (line: string) => void): Promise<BenchResult> {
  const cores = separateCores();
  if (cores) tell(`servers on core ${cores.servers}, load generator on core ${cores.generator}`);
  else tell('there are not two cores, or no taskset: servers and load generator share what there is');
  const begun: { end(): unknown }[] = [];
  try {
    // What is started from here on inherits the core.
    if (cores) pin(process.pid, cores.servers);
    tell('starting the no-op and a system');
    const noop: Noop = await startNoop();
    begun.push(noop);
    const bench: BenchSystem = await startBenchSystem({ players: options.players });
    begun.push(bench);
    if (cores) pin(process.pid, cores.generator);
    const generator: Generator = await startGenerator(cores?.generator);
    begun.push(generator);

    const context: Context = { options, cores, generator, noop, bench, tell };
    const { usual, ...guess } = await measureGuesses(context);
    const parts: PartResult[] = [guess];
    tell('comparing every acknowledged attempt with the ledger');
    const checks = [...parts.flatMap((part) => part.checks), ...(await ledgerChecks(bench))];
    return {
      options,
      loads: parts.flatMap(({ loads = [] }) => loads),
      figures: parts.flatMap(({ figures = [] }) => figures),
      targets: parts.flatMap(({ targets = [] }) => targets),
      checks,
      usual,
    };
  } finally {
    for (const one of begun.reverse()) await one.end();
  }
}

async function ledgerChecks(bench: BenchSystem): Promise<Check[]> {
  const { acknowledged, rows, lost, doubled } = await bench.check();
  return [
    {
      what: 'as many rows in the ledger as were acknowledged',
      passed: rows === acknowledged && rows > 0,
      detail: `${rows} rows, ${acknowledged} acknowledged`,
    },
    { what: 'nothing lost', passed: lost.length === 0, detail: `${lost.length} lost ${lost[0] ?? ''}` },
    {
      what: 'nothing doubled',
      passed: doubled.length === 0,
      detail: `${doubled.length} doubled ${doubled[0] ?? ''}`,
    },
  ];
}
