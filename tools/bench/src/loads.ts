import type { BenchSystem } from './bench-system.ts';
import { beginPhase, type Context } from './context.ts';
import type { JobResult, ReadJob } from './generator-job.ts';
import { cpuTime, kindOf, type NamedProcess } from './processes.ts';
import type { Check, LoadResult, Round } from './result.ts';

/** A kind of request that can be sent and measured repeatedly. */
export interface Load {
  readonly name: string;
  readonly connections: number;
  /** Its rate is divided by that of this load in the same round. */
  readonly baseline?: Load;
  /** The processes whose processor time is counted. */
  readonly processes: () => readonly NamedProcess[];
  /** Sends the load for a number of seconds. */
  send(seconds: number): Promise<JobResult>;
}

/** Guesses: new rows of real plays. Adds each acknowledged attempt to the journal of the system. */
export function guessLoad(
  { generator }: Context,
  bench: BenchSystem,
  connections: number,
  baseline?: Load,
): Load {
  return {
    name: 'guess',
    connections,
    ...(baseline && { baseline }),
    processes: () => bench.system.list(),
    async send(seconds) {
      const { origin, day, words } = bench;
      const players = bench.freshPlayers(playersNeeded(seconds, connections));
      const load = { kind: 'play', day, words, players, reusePlayers: false } as const;
      const result = await generator.run({ origin, connections, seconds, load });
      bench.markPlayed(result.playersUsed);
      bench.journal.add(result.acknowledged);
      return result;
    },
  };
}

/** The same requests as those of `guessLoad`, to the server that does nothing. */
export function noopLoad({ generator, noop, bench }: Context, connections: number): Load {
  return {
    name: 'no-op',
    connections,
    processes: () => noop.list(),
    send(seconds) {
      const { origin } = noop;
      const { day, words } = bench;
      const load = {
        kind: 'play',
        day,
        words,
        players: bench.freshPlayers(connections),
        reusePlayers: true,
      } as const;
      return generator.run({ origin, connections, seconds, load });
    },
  };
}

/** The same `GET` for each request, with the cookies of the players in turn. */
export function readLoad(
  { generator, bench }: Context,
  name: string,
  connections: number,
  request: Omit<ReadJob, 'kind'>,
  baseline?: Load,
): Load {
  return {
    name,
    connections,
    ...(baseline && { baseline }),
    processes: () => bench.system.list(),
    send: (seconds) =>
      generator.run({ origin: bench.origin, connections, seconds, load: { kind: 'read', ...request } }),
  };
}

/** Measures loads alternately in rounds, so that a temporary disturbance of the machine affects all of them alike. */
export async function measure(
  context: Pick<Context, 'options' | 'log' | 'events'>,
  loads: readonly Load[],
): Promise<{ loads: LoadResult[]; checks: Check[] }> {
  const { rounds, seconds } = context.options;
  const measured = new Map<Load, Round[]>(loads.map((load) => [load, []]));
  const wrong = new Map<Load, string[]>(loads.map((load) => [load, []]));
  const answers = new Map<Load, number>(loads.map((load) => [load, 0]));
  for (let round = 1; round <= rounds; round++) {
    for (const load of loads) {
      beginPhase(context, titleOf(load));
      const result = await measureOnce(load, seconds);
      measured.get(load)?.push(result.round);
      wrong.get(load)?.push(...result.job.wrong);
      answers.set(load, (answers.get(load) ?? 0) + result.job.answers);
      const { rate, latency } = result.round;
      context.log(
        `${round}/${rounds}  ${titleOf(load)}: ${rate.toFixed(0)}/s, p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms`,
      );
    }
  }
  return {
    loads: loads.map((load) => {
      const rounds = measured.get(load) ?? [];
      const baseline = load.baseline === undefined ? [] : (measured.get(load.baseline) ?? []);
      const ratios = baseline.map(({ rate }, i) => (rounds[i]?.rate ?? Number.NaN) / rate);
      return { name: load.name, connections: load.connections, rounds, ratios };
    }),
    checks: loads.map((load) => {
      const [first] = wrong.get(load) ?? [];
      return {
        what: `${titleOf(load)}: every answer is right`,
        // Without any answer there is no wrong one either.
        passed: first === undefined && (answers.get(load) ?? 0) > 0,
        detail: `${answers.get(load)} answers${first === undefined ? '' : `, one of them ${first}`}`,
      };
    }),
  };
}

/** Sends loads without measuring them, so that code is compiled and connection pools are filled before a measurement. */
export async function warmUp(loads: readonly Load[], seconds: number): Promise<void> {
  for (const load of loads) await load.send(seconds);
}

export function titleOf({ name, connections }: Pick<Load, 'name' | 'connections'>): string {
  return `${name}, ${connections} connection${connections === 1 ? '' : 's'}`;
}

async function measureOnce(load: Load, seconds: number): Promise<{ round: Round; job: JobResult }> {
  const before = cpuTime(load.processes());
  const usage = process.cpuUsage();
  const begin = performance.now();
  const job = await load.send(seconds);
  const { user, system } = process.cpuUsage(usage);
  // This process reads the logs of the system on the core of the generator, so its time counts as that of the load side.
  const ownShare = (user + system) / 1000 / (performance.now() - begin);
  const after = cpuTime(load.processes());
  const cpu: Record<string, number> = {};
  for (const [name, time] of after) {
    const kind = kindOf(name);
    cpu[kind] = (cpu[kind] ?? 0) + (time - (before.get(name) ?? 0)) / job.answers;
  }
  return { round: { rate: job.rate, latency: job.latency, cpu, busy: job.busy + ownShare }, job };
}

/** More players than can play within the time; those left over stay fresh for the next measurement. */
function playersNeeded(seconds: number, connections: number): number {
  return seconds * 3000 + connections;
}
