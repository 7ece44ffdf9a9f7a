/** Why a line was not delivered; the label `reason` of `log_lines_dropped_total`. */
export const DROP_REASONS = ['buffer_full', 'refused', 'too_long', 'thread_ended', 'closed'] as const;

/**
 * - `buffer_full`: it was among the oldest when the buffer was full
 * - `refused`: Loki answered its batch with a status that no repetition changes
 * - `too_long`: it has more bytes than Loki takes
 * - `thread_ended`: the thread that delivers has ended
 * - `closed`: it was still waiting when the time to close was over
 */
export type DropReason = (typeof DROP_REASONS)[number];

/** How many of the received lines were delivered, are pending, or were dropped. */
export interface LogCounts {
  /** Lines that Loki has accepted. */
  readonly delivered: number;
  /** Lines that wait to be delivered. */
  readonly pending: number;
  /** Lines that will never be delivered. */
  readonly dropped: Readonly<Record<DropReason, number>>;
}

const COUNTERS = ['delivered', ...DROP_REASONS, 'receivedBytes'] as const;

/** Counters in memory that two threads can share. */
export class SharedCounters {
  readonly memory: SharedArrayBuffer;
  readonly #values: BigInt64Array;

  /** @param memory of the counters of another thread; default: new counters at zero */
  constructor(memory = new SharedArrayBuffer(COUNTERS.length * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#values = new BigInt64Array(memory);
  }

  add(name: (typeof COUNTERS)[number], count: number): void {
    Atomics.add(this.#values, COUNTERS.indexOf(name), BigInt(count));
  }

  get(name: (typeof COUNTERS)[number]): number {
    return Number(Atomics.load(this.#values, COUNTERS.indexOf(name)));
  }

  /** @param received how many lines were pushed; those without an outcome are pending */
  counts(received: number): LogCounts {
    const delivered = this.get('delivered');
    const dropped = Object.fromEntries(DROP_REASONS.map((reason) => [reason, this.get(reason)])) as Record<
      DropReason,
      number
    >;
    const settled = Object.values(dropped).reduce((sum, count) => sum + count, delivered);
    return { delivered, pending: received - settled, dropped };
  }
}
