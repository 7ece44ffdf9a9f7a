import type { Latency } from './statistics.ts';

/** One measurement of a load. */
export interface Round {
  /** Right answers per second. */
  readonly rate: number;
  readonly latency: Latency;
  /** Processor time per answer, in microseconds, by kind of process; empty on a machine without /proc. */
  readonly cpu: Readonly<Record<string, number>>;
  /** The share of their core that the load generator and this process used. Near 1 they limit the rate, not the servers. */
  readonly busy: number;
}

/** A load with its measurements, one per round. */
export interface LoadResult {
  readonly name: string;
  readonly connections: number;
  readonly rounds: readonly Round[];
  /** Its rate divided by that of its baseline, the no-op, in the same round; empty for a load without a baseline. */
  readonly ratios: readonly number[];
}

/** Another measurement than that of a load, with one value per round. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
}

/** A performance goal of the project. A missed target never fails a bench. */
export interface Target {
  readonly name: string;
  /** As text: `≥ 0.40`. */
  readonly wanted: string;
  readonly measured: number;
  readonly unit: string;
  readonly met: boolean;
}

/** A correctness check. A failed one fails the bench. */
export interface Check {
  readonly what: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** The result of a part of a bench. */
export interface PartResult {
  readonly loads?: readonly LoadResult[];
  readonly figures?: readonly Figure[];
  readonly targets?: readonly Target[];
  readonly checks: readonly Check[];
}

/** A target that is met from `least` upwards. */
export function atLeast(name: string, least: number, measured: number, unit = ''): Target {
  return { name, wanted: `≥ ${least}${suffix(unit)}`, measured, unit, met: measured >= least };
}

/** A target that is met up to `most`. */
export function atMost(name: string, most: number, measured: number, unit = ''): Target {
  return { name, wanted: `≤ ${most}${suffix(unit)}`, measured, unit, met: measured <= most };
}

/** @param change the tolerance, as a share of `wanted` */
export function within(name: string, wanted: number, change: number, measured: number): Target {
  const met = Math.abs(measured / wanted - 1) <= change;
  return { name, wanted: `${wanted} ± ${change * 100} %`, measured, unit: '', met };
}

function suffix(unit: string): string {
  return unit === '' ? '' : ` ${unit}`;
}
