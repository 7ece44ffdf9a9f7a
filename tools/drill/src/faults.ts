import { setTimeout as pause } from 'node:timers/promises';
import type { EventLog } from '@motus/measurement';
import type { ComponentKind } from './component-kind.ts';
import { EVERYTHING } from './components.ts';
import { type Durability, mayBeLost } from './durability.ts';
import { faultLabel, type Step } from './fault-plan.ts';
import { mustAlert, mustNotice, watchFault } from './fault-watch.ts';
import type { Journal } from './journal.ts';
import type { Load } from './load.ts';
import type { InjectedFault } from './monitor.ts';
import type { Fault } from './options.ts';
import type { Phase, Recorder } from './recorder.ts';
import type { Target } from './target.ts';

/** After this time without recovery the drill continues, and the check of the phase fails. */
const RECOVERY_TIMEOUT_MS = 90_000;
const HEALTH_POLL_INTERVAL_MS = 100;
/** The time before the fault and after the recovery whose requests belong to the phase of the fault. */
const PHASE_MARGIN_MS = 1000;
/** Long enough that the Sentinels promote the replica; a primary that returns earlier would be a different, milder fault. */
const MIN_PRIMARY_DOWNTIME_SECONDS = 6;

/** The name of the phase without a fault. */
export const BASELINE = '(no fault)';

/** The system under test and the records of the drill, for the injection of a fault. */
export interface FaultContext {
  readonly target: Target;
  readonly load: Load;
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly durability: Durability;
  /** The clock of the journal, in milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Receives the beginning and the end of each fault. */
  readonly events: EventLog;
  /** Reads the memory of every instance before one of them is stopped. */
  readonly sampleMemory: () => Promise<void>;
  /** Receives the progress, line by line. */
  readonly log: (line: string) => void;
}

/**
 * Injects a fault, reverts it, and waits until the system is healthy and no request is held up any more.
 *
 * @param seconds the time until the fault is reverted, where the kind of fault has no time of its own
 */
export async function runFault(
  context: FaultContext,
  { component, fault }: Step,
  seconds: number,
): Promise<Phase> {
  const { load, recorder, sampleMemory, log } = context;
  const instance = await component.resolveInstance().catch(toError);
  const label =
    component.name === instance || instance instanceof Error
      ? component.name
      : `${component.name} (${instance})`;
  const phase = recorder.begin(label, faultLabel(fault));
  await pause(PHASE_MARGIN_MS);
  await sampleMemory();
  if (instance instanceof Error) return markNotDone(context, phase, instance);
  log(`${label}: ${phase.fault}`);
  const injected = { kind: component.kind, instance, fault, injectedAt: context.now() };
  const stopWatching = watchFault(context.target, phase, injected);
  const failure = await injectAndRevert(context, phase, injected, seconds);
  if (failure === undefined) {
    await pause(PHASE_MARGIN_MS);
    await load.waitForHeldUp();
  }
  await stopWatching();
  return failure === undefined ? phase : markNotDone(context, phase, failure);
}

/** Records a phase without a fault, as the baseline for the latencies of the others. */
export async function runBaseline({ recorder, log }: FaultContext, seconds: number): Promise<Phase> {
  const phase = recorder.begin(BASELINE, 'none');
  log('measuring without a fault');
  await pause(1000 * seconds);
  return phase;
}

/**
 * Injects the fault, reverts it after its time, and waits until the system is healthy.
 *
 * @returns why the fault was not injected; undefined if it was
 */
async function injectAndRevert(
  context: FaultContext,
  phase: Phase,
  injected: InjectedFault,
  seconds: number,
): Promise<Error | undefined> {
  const { target, log, now } = context;
  const { component, fault } = phase;
  const writeEvent = (event: string, what: string, time: number) =>
    context.events.write(event, { msg: `${component}: ${what}`, target: component, fault }, time);
  phase.faultAt = performance.now();
  const failure = await inject(context, phase, injected).catch(toError);
  if (failure === undefined) {
    writeEvent('drill_fault', fault, injected.injectedAt);
    const downtimeMs = 1000 * downtimeSeconds(injected.kind, injected.fault, seconds);
    phase.mustNotice = mustNotice(target, injected, downtimeMs);
    phase.mustAlert = mustAlert(target, injected, downtimeMs);
    await pause(downtimeMs);
  }
  phase.revertedAt = performance.now();
  log(`${component}: recovering`);
  await recover(context, phase, injected);
  if (failure === undefined && phase.healthyAt !== undefined)
    writeEvent('drill_recovered', `recovered from ${fault}`, now());
  return failure;
}

/** Makes the phase fail, because the fault was not injected and nothing was tested. */
function markNotDone({ log }: FaultContext, phase: Phase, { message }: Error): Phase {
  delete phase.healthyAt;
  phase.healthProblems = [`not done: ${message}`];
  log(`${phase.component}: not done: ${message}`);
  return phase;
}

/** The time between the injection of a fault and its revert. */
function downtimeSeconds(kind: ComponentKind, fault: Fault, seconds: number): number {
  // An empty node that returns before the failover is the harder case: its replica must not copy the empty data.
  if (kind === 'everything' || fault === 'disk-lost' || fault === 'file-damaged') return 0;
  return kind === 'primary' ? Math.max(seconds, MIN_PRIMARY_DOWNTIME_SECONDS) : seconds;
}

async function inject(
  context: FaultContext,
  phase: Phase,
  { instance: name, fault, injectedAt: from }: InjectedFault,
): Promise<undefined> {
  const { target, journal, durability, now } = context;
  await target.inject(name, fault);
  if (fault !== 'power-cut' && name !== EVERYTHING) return;
  const cut = { name, from, until: now() };
  journal.markAtRisk((entry) => mayBeLost(durability, cut, entry), phase.number);
}

/** Reverts the fault and waits until the system is healthy, or for `RECOVERY_TIMEOUT_MS`. */
async function recover(
  { target }: FaultContext,
  phase: Phase,
  { instance, fault }: InjectedFault,
): Promise<void> {
  const failure = await target.revert(instance, fault).catch(toError);
  if (failure !== undefined) phase.healthProblems = [failure.message];
  const deadline = performance.now() + RECOVERY_TIMEOUT_MS;
  while (performance.now() < deadline) {
    const healthProblems = await target.healthProblems();
    if (healthProblems.length === 0) {
      phase.healthProblems = [];
      phase.healthyAt = performance.now();
      return;
    }
    phase.healthProblems = healthProblems;
    await pause(HEALTH_POLL_INTERVAL_MS);
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
