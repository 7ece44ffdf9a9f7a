import { BackupError } from '../errors.ts';
import type { ByteReader } from './byte-reader.ts';

/** One file of a backup. */
export interface Entry {
  /** `secrets/<reader>/<file>`, or `<store>.rdb`. */
  readonly name: string;
  /** The version of the Redis that wrote it, where it did. */
  readonly redis?: string;
}

const LONGEST_ENTRY = 4096;
const LENGTH_BYTES = 4;

/**
 * A file among others in a stream: its description as JSON behind its length; its content in pieces, each behind its
 * length; a length of zero. So a file needs no length before it is read.
 */
export async function* writeEntry(entry: Entry, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const description = Buffer.from(JSON.stringify(entry));
  yield lengthOf(description.length);
  yield description;
  for await (const piece of content) {
    if (piece.length === 0) continue;
    yield lengthOf(piece.length);
    yield piece;
  }
  yield lengthOf(0);
}

/** After the last file. */
export function endOfEntries(): Buffer {
  return lengthOf(0);
}

/**
 * Reads the files of a stream, each to its end before the next.
 *
 * @throws BackupError where the stream is not what `writeEntry` writes
 */
export async function* readEntries(
  reader: ByteReader,
): AsyncGenerator<{ entry: Entry; content: AsyncIterable<Buffer> }> {
  for (;;) {
    const length = await readLength(reader);
    if (length === 0) break;
    if (length > LONGEST_ENTRY) throw malformed();
    const entry = parse(await take(reader, length));
    let isRead = false;
    const content = (async function* () {
      for (let left = await readLength(reader); left > 0; left = await readLength(reader)) {
        while (left > 0) {
          const piece = await reader.some(left);
          if (piece.length === 0) throw malformed();
          left -= piece.length;
          yield piece;
        }
      }
      isRead = true;
    })();
    yield { entry, content };
    if (!isRead) throw new Error(`${entry.name} was not read to its end`);
  }
  if ((await reader.take(1)).length > 0) throw malformed();
}

function lengthOf(count: number): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(count);
  return length;
}

async function readLength(reader: ByteReader): Promise<number> {
  return (await take(reader, LENGTH_BYTES)).readUInt32BE();
}

async function take(reader: ByteReader, count: number): Promise<Buffer> {
  const bytes = await reader.take(count);
  if (bytes.length < count) throw malformed();
  return bytes;
}

function parse(bytes: Buffer): Entry {
  try {
    const { name, redis } = JSON.parse(bytes.toString());
    return { name: String(name), ...(redis !== undefined && { redis: String(redis) }) };
  } catch {
    throw malformed();
  }
}

function malformed(): BackupError {
  return new BackupError('damaged', 'the content of the backup is not in order: nothing of it is restored');
}
