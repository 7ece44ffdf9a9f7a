import { type EventLog, machine, memoryLimits } from '@motus/measurement';
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
import { startOnServerCore } from './start-on-cores.ts';
import { programVersions } from './versions.ts';

/** The result of a bench. */
export interface BenchResult {
  readonly date: string;
  readonly machine: string;
  readonly versions: string;
  /** Which processes ran on which core, as a sentence. */
  readonly placement: string;
  readonly options: BenchOptions;
  readonly loads: readonly LoadResult[];
  /** The guess with `USUAL_CONNECTIONS` connections. */
  readonly usual: LoadResult;
  readonly figures: readonly Figure[];
  readonly memory: readonly MemoryUse[];
  readonly targets: readonly Target[];
  readonly checks: readonly Check[];
}

/** The target for the memory of a service before the first request. */
const MAX_SERVICE_AT_REST_MIB = 120;

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

/**
 * @param log receives progress messages
 * @param events receives the beginning of each measurement
 */
export function createBench(options: BenchOptions, log: (line: string) => void, events: EventLog): Bench {
  const started: { end(): unknown }[] = [];
  const endLater = <T extends { end(): unknown }>(resource: T): T => {
    started.push(resource);
    return resource;
  };

  async function begin(): Promise<Context> {
    const cores = separateCores();
    const placement = placementOf(cores);
    log(placement);
    log('starting the no-op and the system');
    const noop = endLater(await startOnServerCore({ cores }, startNoop));
    const bench = endLater(
      await startOnServerCore({ cores }, () => startBenchSystem({ players: options.players })),
    );
    const generator = endLater(await startGenerator(cores?.generator));
    return { options, cores, placement, generator, noop, bench, log, events };
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
      log('comparing every acknowledged attempt with the ledger');
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
      for (const resource of started.splice(0).reverse()) await resource.end();
    },
  };
}

function placementOf(cores: Context['cores']): string {
  return cores === undefined
    ? 'servers and load generator share all cores: fewer than two cores, or no taskset'
    : `all servers on core ${cores.servers}, the load generator on core ${cores.generator}`;
}

function memoryTargets(used: readonly MemoryUse[]): Target[] {
  const services = used.filter(({ name }) => /^(auth|motus|score)\d/.test(name)).map(({ atRest }) => atRest);
  if (services.length === 0) return [];
  return [atMost('the largest service at rest', MAX_SERVICE_AT_REST_MIB, Math.max(...services), 'MiB')];
}
