import { gzipSync } from 'node:zlib';

/** A batch as it is sent: the body of a push, compressed. */
export interface SealedBatch {
  readonly body: Buffer;
  readonly lines: number;
  /** The size of the body before compression, in bytes. */
  readonly bytes: number;
}

/**
 * Collects lines for one push, grouped into streams, in the JSON that Loki takes.
 *
 * @see https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
export class Batch {
  /** The entries of each stream, by the JSON of its labels. */
  readonly #streams = new Map<string, string[]>();
  lines = 0;
  /** About the size of the body before compression, in bytes. */
  bytes = 0;

  /**
   * @param stream the JSON of the labels
   * @param entry  what `entryOf` made
   * @param bytes  of the entry
   */
  add(stream: string, entry: string, bytes: number): void {
    const entries = this.#streams.get(stream);
    if (entries === undefined) this.#streams.set(stream, [entry]);
    else entries.push(entry);
    this.lines += 1;
    this.bytes += bytes + 1;
  }

  /** The entries of each stream in the order of their times. Level 1: a higher one takes longer than it saves. */
  seal(): SealedBatch {
    const streams = Array.from(
      this.#streams,
      // An entry begins with its time, and times all have 19 digits: the order of the texts is that of the times.
      ([labels, entries]) => `{"stream":${labels},"values":[${entries.sort().join()}]}`,
    );
    const body = gzipSync(`{"streams":[${streams.join()}]}`, { level: 1 });
    return { body, lines: this.lines, bytes: this.bytes };
  }
}

/**
 * The JSON of one entry of a stream: time in nanoseconds, line, structured metadata.
 *
 * @param time     in whole milliseconds since 1970, between 2001 and 2286
 * @param sequence makes the times of lines of the same millisecond differ, 0 to 999,999
 * @param metadata the JSON of the structured metadata
 */
export function entryOf(time: number, sequence: number, line: string, metadata: string | undefined): string {
  const nanoseconds = `${time}${String(sequence).padStart(6, '0')}`;
  const text = JSON.stringify(line);
  return metadata === undefined ? `["${nanoseconds}",${text}]` : `["${nanoseconds}",${text},${metadata}]`;
}
