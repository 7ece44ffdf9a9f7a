const EMPTY = Buffer.alloc(0);

/** Reads a stream of buffers of any size by lines or by numbers of bytes. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #buffered: Buffer = EMPTY;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Reads `count` bytes; fewer only at the end of the stream. */
  async read(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      const part = await this.readSome(missing);
      if (part.length === 0) break;
      parts.push(part);
      missing -= part.length;
    }
    return parts.length === 1 ? (parts[0] ?? EMPTY) : Buffer.concat(parts);
  }

  /** Reads what is available, at least one and at most `maxBytes` bytes; an empty buffer at the end of the stream. */
  async readSome(maxBytes: number): Promise<Buffer> {
    while (this.#buffered.length === 0) {
      const next = await this.#source.next();
      if (next.done) return EMPTY;
      this.#buffered = next.value;
    }
    const part = this.#buffered.subarray(0, maxBytes);
    this.#buffered = this.#buffered.subarray(part.length);
    return part;
  }

  /** Reads a line without its newline; undefined when there is no newline within `maxBytes`. */
  async readLine(maxBytes: number): Promise<string | undefined> {
    let line = EMPTY;
    while (line.length <= maxBytes) {
      const part = await this.readSome(maxBytes + 1);
      if (part.length === 0) return undefined;
      const end = part.indexOf('\n');
      if (end === -1) {
        line = Buffer.concat([line, part]);
        continue;
      }
      this.#buffered = Buffer.concat([part.subarray(end + 1), this.#buffered]);
      line = Buffer.concat([line, part.subarray(0, end)]);
      return line.length <= maxBytes ? line.toString() : undefined;
    }
    return undefined;
  }
}
