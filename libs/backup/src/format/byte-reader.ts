const EMPTY = Buffer.alloc(0);

/** Reads a stream of pieces of any size by lines and by numbers of bytes. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #left: Buffer = EMPTY;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** So many bytes; fewer only where the stream ends. */
  async take(count: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      const piece = await this.some(missing);
      if (piece.length === 0) break;
      pieces.push(piece);
      missing -= piece.length;
    }
    return pieces.length === 1 ? (pieces[0] ?? EMPTY) : Buffer.concat(pieces);
  }

  /** What is there of the next bytes, at least one of them and at most so many; none where the stream has ended. */
  async some(most: number): Promise<Buffer> {
    while (this.#left.length === 0) {
      const next = await this.#source.next();
      if (next.done) return EMPTY;
      this.#left = next.value;
    }
    const piece = this.#left.subarray(0, most);
    this.#left = this.#left.subarray(piece.length);
    return piece;
  }

  /** A line without its end; undefined where none ends within so many bytes. */
  async line(most: number): Promise<string | undefined> {
    let line = EMPTY;
    while (line.length <= most) {
      const piece = await this.some(most + 1);
      if (piece.length === 0) return undefined;
      const end = piece.indexOf('\n');
      if (end === -1) {
        line = Buffer.concat([line, piece]);
        continue;
      }
      this.#left = Buffer.concat([piece.subarray(end + 1), this.#left]);
      line = Buffer.concat([line, piece.subarray(0, end)]);
      return line.length <= most ? line.toString() : undefined;
    }
    return undefined;
  }
}
