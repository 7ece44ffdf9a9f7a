import { machine } from '../support/machine.ts';
import { type Check, checksOf, type Row } from './checks.ts';
import { chosen, componentsOf, EVERYTHING, type Kind } from './components.ts';
import { faultsOf, runFault, runPowerCut, runQuiet, type Scene } from './faults.ts';
import { Journal } from './journal.ts';
import { createLoad } from './load.ts';
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
  readonly options: DrillOptions;
  /** Players who came in, and acknowledged answers. */
  readonly players: number;
  readonly acknowledged: number;
  readonly unsent: number;
  readonly rows: readonly Row[];
  readonly checks: readonly Check[];
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
  const possible = options.faults.filter((fault) => !target.impossible(fault));
  const faults = faultsOf(components, { ...options, faults: possible });
  const cutsPower = options.only.length === 0 || options.only.includes(EVERYTHING);
  const steps = faults.length + (cutsPower ? 1 : 0);
  const recorder = new Recorder();
  const journal = new Journal();
  const date = new Date();
  const { origin, fresh } = target;
  const load = createLoad({
    ...options,
    origin,
    // Names are for ever: those of an earlier drill on the same system are taken.
    group: `Drill ${date.getTime().toString(36).slice(-6)}`,
    answer: answers(target),
    recorder,
    journal,
  });
  const kinds = new Map<number, Kind>();
  const scene: Scene = { target, load, recorder, tell };

  recorder.begin('(players come in)', 'none');
  tell(`letting ${options.players} players in`);
  await load.fill();
  load.start();
  await runQuiet(scene, Math.min(QUIET, options.seconds));
  for (const [i, { component, fault }] of faults.entries()) {
    const step = (line: string) => tell(`[${i + 1}/${steps}] ${line}`);
    const phase = await runFault({ ...scene, tell: step }, component, fault, options.seconds);
    kinds.set(phase.number, component.kind);
    step(`${phase.component}: ${summary({ phase, kind: component.kind, lost: 0, doubled: 0 })}`);
  }
  if (cutsPower) await runPowerCut({ ...scene, tell: (line) => tell(`[${steps}/${steps}] ${line}`) });
  recorder.begin('(the end)', 'none');
  await load.stop();

  const { everybody: players } = load;
  const verification = await verify({ origin, fresh, journal, players, seed: options.seed, tell });
  load.close();
  const count = (phase: number, kind: 'lost' | 'doubled') =>
    verification.differences.filter((difference) => difference.phase === phase && difference.kind === kind)
      .length;
  const rows = recorder.phases.map((phase) => ({
    phase,
    kind:
      phase.fault === 'power cut' ? ('everything' as const) : (kinds.get(phase.number) ?? ('none' as const)),
    lost: count(phase.number, 'lost'),
    doubled: count(phase.number, 'doubled'),
  }));
  return {
    date: date.toISOString(),
    machine: machine(),
    target: target.description,
    options,
    players: players.length,
    acknowledged: journal.entries.length,
    unsent: load.unsent,
    rows,
    checks: [...checksOf(rows, verification, !options.short), allSent(load.unsent)],
    verification,
    recorder,
  };
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
