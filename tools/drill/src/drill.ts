import {
  type EventLog,
  type MemoryPeak,
  type MemoryWatch,
  machine,
  memoryChecks,
  memoryLimits,
  UsageError,
  watchMemory,
} from '@motus/measurement';
import { type Check, checksOf, type Row } from './checks.ts';
import type { ComponentKind } from './component-kind.ts';
import { type Component, listComponents, selectComponents } from './components.ts';
import { describeDurability, readDurability } from './durability.ts';
import { faultLabel, planSteps, type Step } from './fault-plan.ts';
import { describeMonitoring } from './fault-watch.ts';
import { type FaultContext, runBaseline, runFault } from './faults.ts';
import { Journal } from './journal.ts';
import { Load } from './load.ts';
import type { DrillOptions } from './options.ts';
import { Recorder } from './recorder.ts';
import { rowCells } from './table.ts';
import type { Target } from './target.ts';
import { type Verification, verify } from './verification.ts';

/** The longest time without a fault at the beginning, whose latencies the later ones are compared with. */
const MAX_BASELINE_SECONDS = 5;

/** The result of a drill. */
export interface DrillResult {
  readonly date: string;
  readonly machine: string;
  readonly target: string;
  /** Describes what a power cut may lose. */
  readonly durability: string;
  /** Describes what notices a fault. */
  readonly monitoring: string;
  /** One line for each reason why faults could not be injected into this target. */
  readonly leftOut: readonly string[];
  readonly options: DrillOptions;
  /** The number of players who registered. */
  readonly players: number;
  /** The number of acknowledged answers. */
  readonly acknowledged: number;
  /** The number of requests that were not sent, because too many had no answer. */
  readonly unsent: number;
  readonly rows: readonly Row[];
  readonly checks: readonly Check[];
  readonly memory: readonly MemoryPeak[];
  /** Describes what is counted as memory. */
  readonly memoryMeaning: string;
  readonly verification: Verification;
  readonly recorder: Recorder;
}

/**
 * Runs the drill: injects one fault after the other while players play, then compares every acknowledged answer with the
 * ledger.
 *
 * @param log receives the progress, line by line
 * @param events receives the beginning and the end of each fault
 * @throws UsageError if an option names an unknown component, or no fault can be injected into the target
 */
export async function runDrill(
  options: DrillOptions,
  target: Target,
  log: (line: string) => void,
  events: EventLog,
): Promise<DrillResult> {
  const date = new Date();
  const components = selectComponents(await listComponents(target), options.only);
  const leftOut = describeLeftOut(options, target);
  for (const line of leftOut) log(line);
  const steps = planSupportedSteps(components, options, target);
  const prepared = await prepareDrill(options, target, date, { log, events });
  const kinds = await runSteps(prepared, steps, options);
  const { load, journal, recorder } = prepared.context;
  const { players } = load;
  const { origin, exclusive } = target;
  const verification = await verify({ origin, exclusive, journal, players, seed: options.seed, log });
  load.close();
  const memory = await prepared.memory.stop();
  const rows = resultRows(prepared.context, kinds, verification);
  return {
    date: date.toISOString(),
    machine: machine(),
    target: target.description,
    durability: describeDurability(prepared.context.durability),
    monitoring: describeMonitoring(target),
    leftOut,
    options,
    players: players.length,
    acknowledged: journal.entries.length,
    unsent: load.unsent,
    rows,
    checks: [
      ...checksOf(rows, verification, !options.short),
      rateCheck(load.unsent),
      ...memoryChecks(memory),
    ],
    memory,
    memoryMeaning: target.memoryMeaning,
    verification,
    recorder,
  };
}

/** Plans the steps that this target supports. @throws UsageError if it supports none of the faults */
function planSupportedSteps(components: readonly Component[], options: DrillOptions, target: Target): Step[] {
  const faults = options.faults.filter((fault) => target.unsupportedReason(fault) === undefined);
  if (faults.length === 0) throw new UsageError('--faults: this system supports none of them');
  return planSteps(components, { ...options, faults });
}

interface PreparedDrill {
  readonly context: FaultContext;
  readonly memory: MemoryWatch;
}

async function prepareDrill(
  options: DrillOptions,
  target: Target,
  date: Date,
  { log, events }: Pick<FaultContext, 'log' | 'events'>,
): Promise<PreparedDrill> {
  const durability = await readDurability(target);
  const recorder = new Recorder();
  const journal = new Journal();
  const load = new Load({
    ...options,
    origin: target.origin,
    // Unique for each drill: a name that an earlier drill has registered on the same system is refused.
    group: `Drill ${date.getTime().toString(36).slice(-6)}`,
    answer: cachedAnswers(target),
    recorder,
    journal,
  });
  const memory = watchMemory(target.readMemory, await memoryLimits());
  const context = {
    target,
    load,
    recorder,
    journal,
    durability,
    now: Date.now,
    events,
    sampleMemory: memory.sample,
    log,
  };
  return { context, memory };
}

/**
 * Registers the players, runs all steps under load, and stops the load.
 *
 * @returns the kind of the component of each phase, by the number of the phase
 */
async function runSteps(
  { context }: PreparedDrill,
  steps: readonly Step[],
  { players, seconds }: DrillOptions,
): Promise<ReadonlyMap<number, ComponentKind>> {
  const { load, recorder, log } = context;
  const kinds = new Map<number, ComponentKind>();
  recorder.begin('(registrations)', 'none');
  log(`registering ${players} players`);
  await load.fill();
  load.start();
  await runBaseline(context, Math.min(MAX_BASELINE_SECONDS, seconds));
  for (const [i, step] of steps.entries()) {
    const logStep = (line: string) => log(`[${i + 1}/${steps.length}] ${line}`);
    const phase = await runFault({ ...context, log: logStep }, step, seconds);
    const { kind } = step.component;
    kinds.set(phase.number, kind);
    logStep(`${phase.component}: ${summary({ phase, kind, lost: 0, forgone: 0, doubled: 0 })}`);
  }
  recorder.begin('(last requests)', 'none');
  await load.stop();
  return kinds;
}

/** One row for each phase, with the losses that the verification found in it. */
function resultRows(
  { recorder, journal }: FaultContext,
  kinds: ReadonlyMap<number, ComponentKind>,
  { differences }: Verification,
): Row[] {
  const count = (number: number, kind: 'lost' | 'doubled') =>
    differences.filter((difference) => difference.phase === number && difference.kind === kind).length;
  return recorder.phases.map((phase) => ({
    phase,
    kind: kinds.get(phase.number) ?? ('none' as const),
    lost: count(phase.number, 'lost'),
    forgone: journal.forgone.filter((forgone) => forgone.phase === phase.number).length,
    doubled: count(phase.number, 'doubled'),
  }));
}

/** One line for each reason why requested faults are left out. */
function describeLeftOut({ faults }: DrillOptions, target: Target): string[] {
  const byReason = Map.groupBy(faults, (fault) => target.unsupportedReason(fault));
  return [...byReason]
    .filter(([reason]) => reason !== undefined)
    .map(([reason, leftOut]) => `left out: ${leftOut.map(faultLabel).join(', ')} (${reason})`);
}

/** Reads the answer of each day from the target once. A failed reading is repeated by the next call. */
function cachedAnswers(target: Target): (day: string) => Promise<string> {
  const cache = new Map<string, Promise<string>>();
  return (day) => {
    const answer = cache.get(day) ?? target.answer(day);
    cache.set(day, answer);
    answer.catch(() => cache.delete(day));
    return answer;
  };
}

function rateCheck(unsent: number): Check {
  return { what: 'the rate was kept', passed: unsent === 0, detail: `${unsent} requests were not sent` };
}

function summary(row: Row): string {
  const [, , requests, again, failed, slowest, , , noticed, alerted, healthy] = rowCells(row);
  return `${requests} requests, ${again} sent again, ${failed} failed, slowest ${slowest}, noticed after ${noticed}, alerted after ${alerted}, healthy after ${healthy}`;
}
