import { setTimeout as pause } from 'node:timers/promises';
import { EVERYTHING, type Kind } from './components.ts';
import { type Durability, mayLose } from './durability.ts';
import { labelOf, type Step } from './fault-plan.ts';
import type { Journal } from './journal.ts';
import type { Load } from './load.ts';
import type { Fault } from './options.ts';
import type { Phase, Recorder } from './recorder.ts';
import type { Target } from './target.ts';

/** How long recovery may take, in milliseconds; then the drill goes on and says so. */
const HEALTHY_WITHIN = 90_000;
/** Requests before a fault and after recovery that belong to its phase, in milliseconds. */
const AROUND = 1000;
/** A store that is back before its Sentinels have chosen another primary is another, milder fault. In seconds. */
const LEAST_FOR_PRIMARY = 6;

/** The phase in which nothing is done. */
export const QUIET = '(all is well)';

/** What a fault is done with. */
export interface Scene {
  readonly target: Target;
  readonly load: Load;
  readonly recorder: Recorder;
  readonly journal: Journal;
  readonly durability: Durability;
  /** Looks at the memory of everything before something of it ends. */
  readonly look: () => Promise<void>;
  /** Gets the progress, a line for each step. */
  readonly tell: (line: string) => void;
}

/** One fault, from a moment before it until all is healthy again and every request of that time is answered. */
export async function runFault(scene: Scene, { component, fault }: Step, seconds: number): Promise<Phase> {
  const { load, recorder, look, tell } = scene;
  const name = await component.instance().catch(problem);
  const shown =
    component.name === name || name instanceof Error ? component.name : `${component.name} (${name})`;
  const phase = recorder.begin(shown, labelOf(fault));
  await pause(AROUND);
  await look();
  if (name instanceof Error) return notDone(scene, phase, name);
  tell(`${shown}: ${phase.fault}`);
  phase.faultAt = performance.now();
  const failure = await inject(scene, phase, name, fault).catch(problem);
  if (failure === undefined) await pause(1000 * awayFor(component.kind, fault, seconds));
  phase.backAt = performance.now();
  tell(`${shown}: coming back`);
  await recovered(scene, phase, name, fault);
  if (failure !== undefined) return notDone(scene, phase, failure);
  await pause(AROUND);
  await load.waitForHeldUp();
  return phase;
}

/** Nothing is done: what the system is like by itself. */
export async function runQuiet({ recorder, tell }: Scene, seconds: number): Promise<Phase> {
  const phase = recorder.begin(QUIET, 'none');
  tell('nothing happens, to compare with');
  await pause(1000 * seconds);
  return phase;
}

/** A drill that could not do what it is to do has not passed. */
function notDone({ tell }: Scene, phase: Phase, { message }: Error): Phase {
  delete phase.healthyAt;
  phase.ailments = [`not done: ${message}`];
  tell(`${phase.component}: not done: ${message}`);
  return phase;
}

/** How long it stays so, in seconds. */
function awayFor(kind: Kind, fault: Fault, seconds: number): number {
  // A node without its data that is back before another is primary is the harder case: it must not be believed.
  if (kind === 'everything' || fault === 'disk-lost' || fault === 'file-damaged') return 0;
  return kind === 'primary' ? Math.max(seconds, LEAST_FOR_PRIMARY) : seconds;
}

async function inject(scene: Scene, phase: Phase, name: string, fault: Fault): Promise<undefined> {
  const { target, journal, durability } = scene;
  const from = Date.now();
  await target.inject(name, fault);
  if (fault !== 'power-cut' && name !== EVERYTHING) return;
  const cut = { name, phase: phase.number, from, until: Date.now() };
  journal.powerCut((entry) => mayLose(durability, cut, entry), phase.number);
}

async function recovered({ target }: Scene, phase: Phase, name: string, fault: Fault): Promise<void> {
  const failure = await target.revert(name, fault).catch(problem);
  if (failure !== undefined) phase.ailments = [failure.message];
  const deadline = performance.now() + HEALTHY_WITHIN;
  while (performance.now() < deadline) {
    const ailments = await target.ailments();
    if (ailments.length === 0) {
      phase.ailments = [];
      phase.healthyAt = performance.now();
      return;
    }
    phase.ailments = ailments;
    await pause(100);
  }
}

function problem(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
