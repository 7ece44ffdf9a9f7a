import { textTable } from './text-table.ts';

/** How often the memory is looked at, in milliseconds. */
const EVERY = 500;
/** The share of its limit that a container may use at most. */
const MOST = 0.9;
const MIB = 2 ** 20;

/** The most memory that one container, or one instance, was seen with; in bytes. */
export interface MemoryPeak {
  readonly name: string;
  readonly peak: number;
  readonly limit: number;
}

/** Reads how much memory everything that runs has now, or has had at most, by name, in bytes. */
export type ReadMemory = () => Promise<ReadonlyMap<string, number>>;

/** Remembers the most memory that each name was seen with. */
export interface MemoryWatch {
  /** Looks now: before something is ended whose peak is gone with it. */
  look(): Promise<void>;
  /** Looks no more; what was seen, in the order of the limits, without what never ran. */
  stop(): Promise<MemoryPeak[]>;
}

/** Looks at once and twice a second until it is stopped; a reading that fails is the next one's matter. */
export function watchMemory(read: ReadMemory, limits: ReadonlyMap<string, number>): MemoryWatch {
  const peaks = new Map<string, number>();
  let looking: Promise<void> | undefined;
  const look = async () => {
    const seen = await read().catch(() => new Map<string, number>());
    for (const [name, bytes] of seen) peaks.set(name, Math.max(bytes, peaks.get(name) ?? 0));
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, EVERY);
  timer.unref();
  void look();
  return {
    look,
    async stop() {
      clearInterval(timer);
      await looking;
      await look();
      return [...limits].flatMap(([name, limit]) => {
        const peak = peaks.get(name);
        return peak === undefined ? [] : [{ name, peak, limit }];
      });
    },
  };
}

export const MEMORY_HEADINGS = ['memory of', 'peak', 'limit', 'share'];

/** A peak as cells of a table. */
export function memoryCells({ name, peak, limit }: MemoryPeak): string[] {
  return [name, mebibytes(peak), mebibytes(limit), share(peak, limit)];
}

/** The peaks as lines of text, in columns. */
export function memoryTable(peaks: readonly MemoryPeak[]): string[] {
  return textTable([MEMORY_HEADINGS, ...peaks.map(memoryCells)], 1);
}

/** A check for each: it stayed under 90 % of its limit. */
export function memoryChecks(
  peaks: readonly MemoryPeak[],
): { readonly what: string; readonly passed: boolean; readonly detail: string }[] {
  return peaks.map(({ name, peak, limit }) => ({
    what: `${name}: memory under ${100 * MOST} % of its limit`,
    passed: peak <= MOST * limit,
    detail: `at most ${mebibytes(peak)} of ${mebibytes(limit)}, ${share(peak, limit)}`,
  }));
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}

function share(peak: number, limit: number): string {
  return `${Math.round((100 * peak) / limit)} %`;
}
