import {
  type MemoryPeak,
  machine,
  memoryChecks,
  memoryLimits,
  UsageError,
  watchMemory,
} from '@motus/measurement';
import { type Check, checksOf, type Row } from './checks.ts';
import { chosen, componentsOf, type Kind } from './components.ts';
import { durabilityInWords, durabilityOf } from './durability.ts';
import { labelOf, stepsOf } from './fault-plan.ts';
import { runFault, runQuiet, type Scene } from './faults.ts';
import { Journal } from './journal.ts';
import { Load } from './load.ts';
import type { DrillOptions } from './options.ts';
import { Recorder } from './recorder.ts';
import { cells } from './table.ts';
import type { Target } from './target.ts';
import { type Verification, verify } from './verification.ts';

/** How long nothing is done at the beginning, in seconds, at most. */
const QUIET = 5;

/** All that a drill has found out. */
export interface DrillResult {
  readonly date: string;
  readonly machine: string;
  readonly target: string;
  /** What a power cut may take, in words. */
  readonly durability: string;
  /** Faults that could not be done here, and why, a line each. */
  readonly leftOut: readonly string[];
  readonly options: DrillOptions;
  /** Players who came in, and acknowledged answers. */
  readonly players: number;
  readonly acknowledged: number;
  readonly unsent: number;
  readonly rows: readonly Row[];
  readonly checks: readonly Check[];
  readonly memory: readonly MemoryPeak[];
  /** What is counted as memory, in words. */
  readonly memoryMeaning: string;
  readonly verification: Verification;
  readonly recorder: Recorder;
}

/**
 * Has players play while one component after the other is hurt, then compares all that they were told with what the
 * system knows.
 *
 * @param tell gets the progress, line by line
 */
export async function runDrill(
  options: DrillOptions,
  target: Target,
  tell: (line: string) => void,
): Promise<DrillResult> {
  const components = chosen(await componentsOf(target), options.only);
  const leftOut = leftOutOf(options, target);
  for (const line of leftOut) tell(line);
  const possible = options.faults.filter((fault) => target.impossible(fault) === undefined);
  if (possible.length === 0) throw new UsageError('--faults: none of them can be done here');
  const steps = stepsOf(components, { ...options, faults: possible });
  const durability = await durabilityOf(target);
  const recorder = new Recorder();
  const journal = new Journal();
  const date = new Date();
  const { origin, fresh } = target;
  const load = new Load({
    ...options,
    origin,
    // Names are for ever: those of an earlier drill on the same system are taken.
    group: `Drill ${date.getTime().toString(36).slice(-6)}`,
    answer: answers(target),
    recorder,
    journal,
  });
  const kinds = new Map<number, Kind>();
  const memory = watchMemory(target.memory, await memoryLimits());
  const scene: Scene = { target, load, recorder, journal, durability, look: memory.look, tell };

  recorder.begin('(players come in)', 'none');
  tell(`letting ${options.players} players in`);
  await load.fill();
  load.start();
  await runQuiet(scene, Math.min(QUIET, options.seconds));
  for (const [i, step] of steps.entries()) {
    const told = (line: string) => tell(`[${i + 1}/${steps.length}] ${line}`);
    const phase = await runFault({ ...scene, tell: told }, step, options.seconds);
    const { kind } = step.component;
    kinds.set(phase.number, kind);
    told(`${phase.component}: ${summary({ phase, kind, lost: 0, forgone: 0, doubled: 0 })}`);
  }
  recorder.begin('(the end)', 'none');
  await load.stop();

  const { players } = load;
  const verification = await verify({ origin, fresh, journal, players, seed: options.seed, tell });
  load.close();
  const peaks = await memory.stop();
  const count = (phase: number, kind: 'lost' | 'doubled') =>
    verification.differences.filter((difference) => difference.phase === phase && difference.kind === kind)
      .length;
  const rows = recorder.phases.map((phase) => ({
    phase,
    kind: kinds.get(phase.number) ?? ('none' as const),
    lost: count(phase.number, 'lost'),
    forgone: journal.forgone.filter((forgone) => forgone.phase === phase.number).length,
    doubled: count(phase.number, 'doubled'),
  }));
  return {
    date: date.toISOString(),
    machine: machine(),
    target: target.description,
    durability: durabilityInWords(durability),
    leftOut,
    options,
    players: players.length,
    acknowledged: journal.entries.length,
    unsent: load.unsent,
    rows,
    checks: [...checksOf(rows, verification, !options.short), allSent(load.unsent), ...memoryChecks(peaks)],
    memory: peaks,
    memoryMeaning: target.memoryMeaning,
    verification,
    recorder,
  };
}

/** What was wanted and cannot be done here, a line for each reason. */
function leftOutOf({ faults }: DrillOptions, target: Target): string[] {
  const reasons = Map.groupBy(faults, (fault) => target.impossible(fault));
  return [...reasons]
    .filter(([reason]) => reason !== undefined)
    .map(([reason, without]) => `left out: ${without.map(labelOf).join(', ')} (${reason})`);
}

/** Asked for once a day. */
function answers(target: Target): (day: string) => Promise<string> {
  const known = new Map<string, Promise<string>>();
  return (day) => {
    const answer = known.get(day) ?? target.answer(day);
    known.set(day, answer);
    answer.catch(() => known.delete(day));
    return answer;
  };
}

function allSent(unsent: number): Check {
  return { what: 'the rate was kept', passed: unsent === 0, detail: `${unsent} requests were not sent` };
}

function summary(row: Row): string {
  const [, , requests, again, failed, slowest, , , healthy] = cells(row);
  return `${requests} requests, ${again} sent again, ${failed} failed, slowest ${slowest}, healthy after ${healthy}`;
}
