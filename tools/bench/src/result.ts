import type { Latency } from './statistics.ts';

/** One measurement of a load. */
export interface Round {
  /** Right answers a second. */
  readonly rate: number;
  readonly latency: Latency;
  /** Processor time for each answer, in microseconds, by kind of process; empty where this machine does not tell. */
  readonly cpu: Readonly<Record<string, number>>;
  /** The share of their core that the load generator and this process used: near 1 they are what is measured. */
  readonly busy: number;
}

/** A load, and what was measured in each round. */
export interface LoadResult {
  readonly name: string;
  readonly connections: number;
  readonly rounds: readonly Round[];
  /** Its rate divided by that of the no-op in the same round; empty where they were not measured together. */
  readonly ratios: readonly number[];
}

/** Something else that was measured, in one or several rounds. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** What the project wants of itself; never decides whether a bench fails. */
export interface Target {
  readonly name: string;
  /** For a reader: `≥ 0.40`. */
  readonly wanted: string;
  readonly measured: number;
  readonly unit: string;
  readonly met: boolean;
}

/** Something that must be right; decides whether a bench fails. */
export interface Check {
  readonly what: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** What a part of a bench has found out. */
export interface PartResult {
  readonly loads?: readonly LoadResult[];
  readonly figures?: readonly Figure[];
  readonly targets?: readonly Target[];
  readonly checks: readonly Check[];
}

/** @param least what is wanted at least */
export function atLeast(name: string, least: number, measured: number, unit = ''): Target {
  return { name, wanted: `≥ ${least}${suffix(unit)}`, measured, unit, met: measured >= least };
}

/** @param most what is wanted at most */
export function atMost(name: string, most: number, measured: number, unit = ''): Target {
  return { name, wanted: `≤ ${most}${suffix(unit)}`, measured, unit, met: measured <= most };
}

/** @param change how far from what is wanted it may be, as a part of that */
export function within(name: string, wanted: number, change: number, measured: number): Target {
  const met = Math.abs(measured / wanted - 1) <= change;
  return { name, wanted: `${wanted} ± ${change * 100} %`, measured, unit: '', met };
}

function suffix(unit: string): string {
  return unit === '' ? '' : ` ${unit}`;
}
