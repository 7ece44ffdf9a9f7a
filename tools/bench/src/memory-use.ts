import type { ByInstance } from './processes.ts';
import type { Check } from './result.ts';

/** Memory of an instance when it was ready, after all loads, and at its peak, in MiB. */
export interface MemoryUse {
  readonly name: string;
  readonly atRest: number;
  readonly afterLoad: number;
  readonly peak: number;
  /** The memory limit of its container; undefined if it has none. */
  readonly limit: number | undefined;
}

/** Above this share of its limit a container is close to being killed by the kernel. */
const MAX_SHARE_OF_LIMIT = 0.9;
const MIB = 2 ** 20;

/** Combines the measurements of each instance, in MiB, with the limits of the containers, in bytes. */
export function memoryUse(measured: {
  atRest: ByInstance;
  afterLoad: ByInstance;
  peak: ByInstance;
  limits: ReadonlyMap<string, number>;
}): MemoryUse[] {
  const { atRest, afterLoad, peak, limits } = measured;
  return [...atRest].map(([name, memoryAtRest]) => {
    const limit = limits.get(name);
    return {
      name,
      atRest: memoryAtRest,
      afterLoad: afterLoad.get(name) ?? Number.NaN,
      peak: peak.get(name) ?? Number.NaN,
      limit: limit === undefined ? undefined : limit / MIB,
    };
  });
}

/** Fails if the peak is close to the limit or was not measured. No check for an instance without a limit. */
export function memoryCheck({ name, peak, limit }: MemoryUse): Check[] {
  if (limit === undefined) return [];
  return [
    {
      what: `the memory of ${name} stays under ${100 * MAX_SHARE_OF_LIMIT} % of its container's`,
      passed: peak <= MAX_SHARE_OF_LIMIT * limit,
      detail: `${peak.toFixed(0)} of ${limit} MiB`,
    },
  ];
}
