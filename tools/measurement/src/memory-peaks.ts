import { textTable } from './text-table.ts';

const SAMPLE_INTERVAL_MS = 500;
/** The largest share of its memory limit that an instance may use. */
const MAX_SHARE = 0.9;
const MIB = 2 ** 20;

/** The highest memory use of one instance or container, and its limit, in bytes. */
export interface MemoryPeak {
  readonly name: string;
  readonly peak: number;
  readonly limit: number;
}

/** Reads the current or the highest memory use of each running instance, by name, in bytes. */
export type ReadMemory = () => Promise<ReadonlyMap<string, number>>;

/** Records the highest memory use of each instance. */
export interface MemoryWatch {
  /** Reads the memory now: call it before an instance is stopped, because the kernel's record of its peak ends with it. */
  sample(): Promise<void>;
  /** Stops sampling. @returns the peaks in the order of the limits, without instances that never ran */
  stop(): Promise<MemoryPeak[]>;
}

/** Samples the memory at once and then twice a second until `stop`. A failed reading is skipped. */
export function watchMemory(read: ReadMemory, limits: ReadonlyMap<string, number>): MemoryWatch {
  const peaks = new Map<string, number>();
  let sampling: Promise<void> | undefined;
  const sample = async () => {
    const readings = await read().catch(() => new Map<string, number>());
    for (const [name, bytes] of readings) peaks.set(name, Math.max(bytes, peaks.get(name) ?? 0));
  };
  const timer = setInterval(() => {
    sampling ??= sample().finally(() => {
      sampling = undefined;
    });
  }, SAMPLE_INTERVAL_MS);
  timer.unref();
  void sample();
  return {
    sample,
    async stop() {
      clearInterval(timer);
      await sampling;
      await sample();
      return [...limits].flatMap(([name, limit]) => {
        const peak = peaks.get(name);
        return peak === undefined ? [] : [{ name, peak, limit }];
      });
    },
  };
}

export const MEMORY_HEADINGS = ['memory of', 'peak', 'limit', 'share'];

/** The table cells of a peak. */
export function memoryCells({ name, peak, limit }: MemoryPeak): string[] {
  return [name, formatMebibytes(peak), formatMebibytes(limit), formatShare(peak, limit)];
}

/** The peaks as a text table, one line each. */
export function memoryTable(peaks: readonly MemoryPeak[]): string[] {
  return textTable([MEMORY_HEADINGS, ...peaks.map(memoryCells)], 1);
}

/** One check per instance: its peak is at most 90 % of its limit. */
export function memoryChecks(
  peaks: readonly MemoryPeak[],
): { readonly what: string; readonly passed: boolean; readonly detail: string }[] {
  return peaks.map(({ name, peak, limit }) => ({
    what: `${name}: memory under ${100 * MAX_SHARE} % of its limit`,
    passed: peak <= MAX_SHARE * limit,
    detail: `at most ${formatMebibytes(peak)} of ${formatMebibytes(limit)}, ${formatShare(peak, limit)}`,
  }));
}

function formatMebibytes(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}

function formatShare(peak: number, limit: number): string {
  return `${Math.round((100 * peak) / limit)} %`;
}
