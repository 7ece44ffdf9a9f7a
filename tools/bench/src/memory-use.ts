import type { ByInstance } from './processes.ts';
import type { Check } from './result.ts';

/** What an instance held when it was ready, after all loads, and at most, in MiB. */
export interface MemoryUse {
  readonly name: string;
  readonly atRest: number;
  readonly afterLoad: number;
  readonly peak: number;
  /** What its container may have; undefined where it has no limit. */
  readonly limit: number | undefined;
}

/** The part of its limit above which the kernel may soon end a container. */
const TOO_MUCH = 0.9;
const MIB = 2 ** 20;

/** Puts together what was measured of each instance, in MiB, and the limits of the containers, in bytes. */
export function memoryUse(measured: {
  atRest: ByInstance;
  afterLoad: ByInstance;
  peak: ByInstance;
  limits: ReadonlyMap<string, number>;
}): MemoryUse[] {
  const { atRest, afterLoad, peak, limits } = measured;
  return [...atRest].map(([name, held]) => {
    const limit = limits.get(name);
    return {
      name,
      atRest: held,
      afterLoad: afterLoad.get(name) ?? Number.NaN,
      peak: peak.get(name) ?? Number.NaN,
      limit: limit === undefined ? undefined : limit / MIB,
    };
  });
}

/** Fails where the peak is near the limit, or was not measured; nothing where there is no limit. */
export function memoryCheck({ name, peak, limit }: MemoryUse): Check[] {
  if (limit === undefined) return [];
  return [
    {
      what: `the memory of ${name} stays under ${100 * TOO_MUCH} % of its container's`,
      passed: peak <= TOO_MUCH * limit,
      detail: `${peak.toFixed(0)} of ${limit} MiB`,
    },
  ];
}
