import { setTimeout as pause } from 'node:timers/promises';
import type { Component } from './components.ts';
import type { Load } from './load.ts';
import type { DrillOptions, Fault } from './options.ts';
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
  /** Gets the progress, a line for each step. */
  readonly tell: (line: string) => void;
}

/** The faults of a drill, in order. */
export function faultsOf(
  components: readonly Component[],
  options: Pick<DrillOptions, 'faults' | 'short' | 'only'>,
): { component: Component; fault: Fault }[] {
  const { faults, short, only } = options;
  const alike = (kind: Component['kind']) => components.filter((component) => component.kind === kind);
  // A short drill does without what is most like something else: it kills one Sentinel and everything else, and tries the
  // other faults on one service.
  const isSpared = (component: Component, fault: Fault) => {
    if (!short || only.length > 0) return false;
    if (fault === 'kill') return component.kind === 'sentinel' && component !== alike('sentinel')[0];
    return component !== alike('service').at(fault === 'term' ? 0 : -1);
  };
  return faults.flatMap((fault) =>
    components.filter((component) => !isSpared(component, fault)).map((component) => ({ component, fault })),
  );
}

/** One fault, from a moment before it until all is healthy again and every request of that time is answered. */
export async function runFault(
  scene: Scene,
  component: Component,
  fault: Fault,
  seconds: number,
): Promise<Phase> {
  const { target, load, recorder, tell } = scene;
  const name = await component.instance();
  const phase = recorder.begin(component.name === name ? name : `${component.name} (${name})`, fault);
  await pause(AROUND);
  tell(`${phase.component}: ${fault}`);
  phase.faultAt = performance.now();
  await target.inject(name, fault);
  await pause(1000 * (component.kind === 'primary' ? Math.max(seconds, LEAST_FOR_PRIMARY) : seconds));
  phase.backAt = performance.now();
  tell(`${phase.component}: coming back`);
  await recovered(scene, phase, () => target.revert(name, fault));
  await pause(AROUND);
  await load.settled();
  return phase;
}

/** Everything at once, then a start on what is left of it. */
export async function runPowerCut(scene: Scene): Promise<Phase> {
  const { target, load, recorder, tell } = scene;
  const phase = recorder.begin('everything', 'power cut');
  await pause(AROUND);
  tell('power cut: SIGKILL of everything at once');
  phase.faultAt = performance.now();
  await target.cutPower();
  phase.backAt = performance.now();
  tell('power cut: starting all again');
  await recovered(scene, phase, () => target.restorePower());
  await pause(AROUND);
  await load.settled();
  return phase;
}

/** Nothing is done: what the system is like by itself. */
export async function runQuiet({ recorder, tell }: Scene, seconds: number): Promise<Phase> {
  const phase = recorder.begin(QUIET, 'none');
  tell('nothing happens, to compare with');
  await pause(1000 * seconds);
  return phase;
}

async function recovered({ target }: Scene, phase: Phase, revert: () => Promise<void>): Promise<void> {
  try {
    await revert();
  } catch (error) {
    phase.ailments = [error instanceof Error ? error.message : String(error)];
  }
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
