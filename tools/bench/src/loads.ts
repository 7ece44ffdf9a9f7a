import type { BenchSystem } from './bench-system.ts';
import type { Context } from './context.ts';
import type { JobResult, ReadLoad } from './generator-job.ts';
import { cpuTime, kindOf, type NamedProcess } from './processes.ts';
import type { Check, LoadResult, Round } from './result.ts';

/** Something that can be measured again and again. */
export interface Load {
  readonly name: string;
  readonly connections: number;
  /** What its rate is compared with, measured in the same rounds. */
  readonly limit?: Load;
  /** The processes whose time counts. */
  readonly processes: () => readonly NamedProcess[];
  /** Sends it for so many seconds. */
  send(seconds: number): Promise<JobResult>;
}

/** Players who guess: new rows of real plays. All that is acknowledged goes to the journal of the system. */
export function guesses({ generator }: Context, bench: BenchSystem, connections: number, limit?: Load): Load {
  return {
    name: 'guess',
    connections,
    ...(limit && { limit }),
    processes: () => bench.system.list(),
    async send(seconds) {
      const { origin, day, words } = bench;
      const seats = bench.seats(enough(seconds, connections));
      const load = { kind: 'play', day, words, seats, again: false } as const;
      const result = await generator.run({ origin, connections, seconds, load });
      bench.take(result.seatsUsed);
      bench.journal.add(result.acknowledged);
      return result;
    },
  };
}

/** The very same requests to the server that does nothing. */
export function noops({ generator, noop, bench }: Context, connections: number): Load {
  return {
    name: 'no-op',
    connections,
    processes: () => noop.list(),
    send(seconds) {
      const { origin } = noop;
      const { day, words } = bench;
      const load = { kind: 'play', day, words, seats: bench.seats(connections), again: true } as const;
      return generator.run({ origin, connections, seconds, load });
    },
  };
}

/** One `GET`, by all who have logged in, in turn. */
export function reads(
  { generator, bench }: Context,
  name: string,
  connections: number,
  request: Omit<ReadLoad, 'kind'>,
  limit?: Load,
): Load {
  return {
    name,
    connections,
    ...(limit && { limit }),
    processes: () => bench.system.list(),
    send: (seconds) =>
      generator.run({ origin: bench.origin, connections, seconds, load: { kind: 'read', ...request } }),
  };
}

/** Measures loads in turn, several times over, so that what disturbs the machine for a while disturbs all of them. */
export async function measure(
  { options: { rounds, seconds }, tell }: Pick<Context, 'options' | 'tell'>,
  loads: readonly Load[],
): Promise<{ loads: LoadResult[]; checks: Check[] }> {
  const measured = new Map<Load, Round[]>(loads.map((load) => [load, []]));
  const wrong = new Map<Load, string[]>(loads.map((load) => [load, []]));
  const answers = new Map<Load, number>(loads.map((load) => [load, 0]));
  for (let round = 1; round <= rounds; round++) {
    for (const load of loads) {
      const result = await once(load, seconds);
      measured.get(load)?.push(result.round);
      wrong.get(load)?.push(...result.job.wrong);
      answers.set(load, (answers.get(load) ?? 0) + result.job.answers);
      const { rate, latency } = result.round;
      tell(
        `${round}/${rounds}  ${titleOf(load)}: ${rate.toFixed(0)}/s, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms`,
      );
    }
  }
  return {
    loads: loads.map((load) => {
      const rounds = measured.get(load) ?? [];
      const limits = load.limit === undefined ? [] : (measured.get(load.limit) ?? []);
      const ratios = limits.map(({ rate }, i) => (rounds[i]?.rate ?? Number.NaN) / rate);
      return { name: load.name, connections: load.connections, rounds, ratios };
    }),
    checks: loads.map((load) => {
      const [first] = wrong.get(load) ?? [];
      return {
        what: `${titleOf(load)}: every answer is right`,
        // A load without answers proves nothing.
        passed: first === undefined && (answers.get(load) ?? 0) > 0,
        detail: `${answers.get(load)} answers${first === undefined ? '' : `, one of them ${first}`}`,
      };
    }),
  };
}

/** Sends a load without measuring it, so that what follows meets code that is compiled and pools that are filled. */
export async function warmUp(loads: readonly Load[], seconds: number): Promise<void> {
  for (const load of loads) await load.send(seconds);
}

export function titleOf({ name, connections }: Pick<Load, 'name' | 'connections'>): string {
  return `${name}, ${connections} connection${connections === 1 ? '' : 's'}`;
}

async function once(load: Load, seconds: number): Promise<{ round: Round; job: JobResult }> {
  const before = cpuTime(load.processes());
  const usage = process.cpuUsage();
  const begin = performance.now();
  const job = await load.send(seconds);
  const { user, system } = process.cpuUsage(usage);
  // This process reads the logs of the system, on the core of the generator.
  const own = (user + system) / 1000 / (performance.now() - begin);
  const after = cpuTime(load.processes());
  const cpu: Record<string, number> = {};
  for (const [name, time] of after) {
    const kind = kindOf(name);
    cpu[kind] = (cpu[kind] ?? 0) + (time - (before.get(name) ?? 0)) / job.answers;
  }
  return { round: { rate: job.rate, latency: job.latency, cpu, busy: job.busy + own }, job };
}

/** Players for more guesses than any machine answers; most of them are left over for the next time. */
function enough(seconds: number, connections: number): number {
  return seconds * 3000 + connections;
}
