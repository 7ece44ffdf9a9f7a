import { machine, memoryLimits } from '@motus/measurement';
import { startBenchSystem } from './bench-system.ts';
import type { Context } from './context.ts';
import { separateCores } from './cores.ts';
import { startGenerator } from './generator-process.ts';
import { ledgerChecks } from './ledger-checks.ts';
import { type MemoryUse, memoryCheck, memoryUse } from './memory-use.ts';
import { startNoop } from './noop.ts';
import type { BenchOptions, Part } from './options.ts';
import { measureFrames } from './parts/frames.ts';
import { measureGuesses } from './parts/guess.ts';
import { measureLeaderboards } from './parts/leaderboards.ts';
import { measureLogins } from './parts/login.ts';
import { measureLoki } from './parts/loki.ts';
import { measureReads } from './parts/reads.ts';
import { measureRedis } from './parts/redis.ts';
import { measureScaling } from './parts/scaling.ts';
import { measureStart } from './parts/start.ts';
import { memory, peakMemory } from './processes.ts';
import { atMost, type Check, type Figure, type LoadResult, type PartResult, type Target } from './result.ts';
import { programVersions } from './versions.ts';
import { startOnServerCore } from './where.ts';

/** All that a bench has found out. */
export interface BenchResult {
  readonly date: string;
  readonly machine: string;
  readonly versions: string;
  /** Where what ran, in words. */
  readonly placement: string;
  readonly options: BenchOptions;
  readonly loads: readonly LoadResult[];
  /** The guess at the usual number of connections. */
  readonly usual: LoadResult;
  readonly figures: readonly Figure[];
  readonly memory: readonly MemoryUse[];
  readonly targets: readonly Target[];
  readonly checks: readonly Check[];
}

/** What a service may hold at rest, in MiB. */
const SERVICE_AT_REST = 120;

const MEASURE: Record<Part, (context: Context) => Promise<PartResult>> = {
  redis: measureRedis,
  reads: measureReads,
  login: measureLogins,
  leaderboards: measureLeaderboards,
  loki: measureLoki,
  scaling: measureScaling,
  start: measureStart,
  frames: measureFrames,
};

/** A bench that can be ended at any time. */
export interface Bench {
  run(): Promise<BenchResult>;
  /** Ends everything that was started. */
  end(): Promise<void>;
}

/** @param tell gets the progress, line by line */
export function createBench(options: BenchOptions, tell: (line: string) => void): Bench {
  const started: { end(): unknown }[] = [];
  const keep = <T extends { end(): unknown }>(one: T): T => {
    started.push(one);
    return one;
  };

  async function begin(): Promise<Context> {
    const cores = separateCores();
    const placement = placementOf(cores);
    tell(placement);
    tell('starting the no-op and the system');
    const noop = keep(await startOnServerCore({ cores }, startNoop));
    const bench = keep(
      await startOnServerCore({ cores }, () => startBenchSystem({ players: options.players })),
    );
    const generator = keep(await startGenerator(cores?.generator));
    return { options, cores, placement, generator, noop, bench, tell };
  }

  return {
    async run() {
      const context = await begin();
      const { bench, placement } = context;
      const { usual, ...guess } = await measureGuesses(context);
      const parts: PartResult[] = [guess];
      for (const part of options.parts) parts.push(await MEASURE[part](context));
      const instances = bench.system.list();
      const used = memoryUse({
        atRest: bench.atRest,
        afterLoad: memory(instances),
        peak: peakMemory(instances),
        limits: await memoryLimits(),
      });
      tell('comparing every acknowledged attempt with the ledger');
      return {
        date: new Date().toISOString(),
        machine: machine(),
        versions: await programVersions(),
        placement,
        options,
        loads: parts.flatMap(({ loads = [] }) => loads),
        usual,
        figures: parts.flatMap(({ figures = [] }) => figures),
        memory: used,
        targets: [...parts.flatMap(({ targets = [] }) => targets), ...memoryTargets(used)],
        checks: [
          ...parts.flatMap(({ checks }) => checks),
          ...used.flatMap(memoryCheck),
          ...(await ledgerChecks(bench, 'ledger')),
        ],
      };
    },
    async end() {
      for (const one of started.splice(0).reverse()) await one.end();
    },
  };
}

function placementOf(cores: Context['cores']): string {
  return cores === undefined
    ? 'servers and load generator share all cores: there are not two, or there is no taskset'
    : `all servers on core ${cores.servers}, the load generator on core ${cores.generator}`;
}

function memoryTargets(used: readonly MemoryUse[]): Target[] {
  const services = used.filter(({ name }) => /^(auth|motus|score)\d/.test(name)).map(({ atRest }) => atRest);
  if (services.length === 0) return [];
  return [atMost('the largest service at rest', SERVICE_AT_REST, Math.max(...services), 'MiB')];
}
