import { Batch, entryOf, type SealedBatch } from './batch.ts';
import type { SharedCounters } from './log-counts.ts';
import type { Warn } from './warn.ts';

/** The size at which a batch is sealed, in bytes. Loki takes 4 MB in a message between its parts. */
const BATCH_BYTES = 1e6;

/** How many bytes of lines may wait, before compression. Beyond that the oldest are dropped. */
const BUFFER_BYTES = 64e6;

/** The longest line, in bytes; Loki refuses longer ones (`max_line_size`). */
const LINE_BYTES = 256 * 1024;

/** The largest sequence number: it is written with six digits. */
const LAST_SEQUENCE = 999_999;

/** Lines that wait for Loki, oldest first, in sealed batches. Only the newest batch is open, and not compressed. */
export class LogBuffer {
  readonly #counters: SharedCounters;
  readonly #warn: Warn;
  #open = new Batch();
  readonly #sealed: SealedBatch[] = [];
  #sealedBytes = 0;
  #latest = 0;
  #sequence = 0;

  constructor(counters: SharedCounters, warn: Warn) {
    this.#counters = counters;
    this.#warn = warn;
  }

  /** Whether a full batch waits. */
  get hasSealed(): boolean {
    return this.#sealed.length > 0;
  }

  get isEmpty(): boolean {
    return this.#sealed.length === 0 && this.#open.lines === 0;
  }

  /**
   * @param stream   the JSON of the labels
   * @param time     of the line, in milliseconds since 1970
   * @param metadata the JSON of the structured metadata
   */
  add(stream: string, time: number, line: string, metadata: string | undefined): void {
    const entry = entryOf(Math.floor(time), this.#sequenceAt(time), line, metadata);
    const bytes = Buffer.byteLength(entry);
    if (bytes > LINE_BYTES) {
      this.#counters.add('too_long', 1);
      this.#warn('too_long', `a line of ${bytes} bytes is longer than Loki takes, and is dropped`);
      return;
    }
    if (this.#open.bytes + bytes > BATCH_BYTES) this.#seal();
    this.#open.add(stream, entry, bytes);
    while (this.#sealedBytes + this.#open.bytes > BUFFER_BYTES) this.#dropOldest();
  }

  /** Removes and returns the oldest batch. */
  take(): SealedBatch | undefined {
    if (this.#sealed.length === 0 && this.#open.lines > 0) this.#seal();
    const batch = this.#sealed.shift();
    this.#sealedBytes -= batch?.bytes ?? 0;
    return batch;
  }

  #seal(): void {
    const batch = this.#open.seal();
    this.#open = new Batch();
    this.#sealed.push(batch);
    this.#sealedBytes += batch.bytes;
  }

  #dropOldest(): void {
    const lines = this.take()?.lines ?? 0;
    this.#counters.add('buffer_full', lines);
    this.#warn('buffer_full', `the buffer is full: the oldest ${lines} lines are dropped`);
  }

  /**
   * Lines of the same millisecond keep their order, and no two have the same time: of two that are alike in time, labels and
   * text, Loki keeps one. That is also what it does with a batch that is sent again.
   */
  #sequenceAt(time: number): number {
    // Starts again well before the last number, but not within a millisecond. Only while the clock is behind an earlier time
    // may it reach the last one.
    const startsAgain =
      (this.#sequence > LAST_SEQUENCE / 2 && time > this.#latest) || this.#sequence === LAST_SEQUENCE;
    this.#sequence = startsAgain ? 0 : this.#sequence + 1;
    this.#latest = Math.max(this.#latest, time);
    return this.#sequence;
  }
}
