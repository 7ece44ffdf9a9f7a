import { BackupError } from '../errors.ts';
import type { ByteReader } from './byte-reader.ts';

/** One file in a backup. */
export interface Entry {
  /** `secrets/<reader>/<file>`, or `<store>.rdb`. */
  readonly name: string;
  /** For an RDB file, the version of the Redis that wrote it. */
  readonly redis?: string;
}

const MAX_DESCRIPTION_BYTES = 4096;
const LENGTH_BYTES = 4;

/**
 * Encodes a file: its description as JSON, prefixed by its length, then its content in blocks, each prefixed by its length,
 * then a length of zero. So the size of a file need not be known before it is read.
 */
export async function* writeEntry(entry: Entry, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const description = Buffer.from(JSON.stringify(entry));
  yield encodeLength(description.length);
  yield description;
  for await (const block of content) {
    if (block.length === 0) continue;
    yield encodeLength(block.length);
    yield block;
  }
  yield encodeLength(0);
}

/** The marker after the last file: an empty description. */
export function endOfEntries(): Buffer {
  return encodeLength(0);
}

/**
 * Reads the files of a stream. Read the content of each to its end before the next.
 *
 * @throws BackupError when the stream is not in the format of `writeEntry`
 */
export async function* readEntries(
  reader: ByteReader,
): AsyncGenerator<{ entry: Entry; content: AsyncIterable<Buffer> }> {
  for (;;) {
    const length = await readLength(reader);
    if (length === 0) break;
    if (length > MAX_DESCRIPTION_BYTES) throw malformed();
    const entry = parseDescription(await readExactly(reader, length));
    let isRead = false;
    const content = (async function* () {
      for (let left = await readLength(reader); left > 0; left = await readLength(reader)) {
        while (left > 0) {
          const part = await reader.readSome(left);
          if (part.length === 0) throw malformed();
          left -= part.length;
          yield part;
        }
      }
      isRead = true;
    })();
    yield { entry, content };
    if (!isRead) throw new Error(`${entry.name} was not read to its end`);
  }
  if ((await reader.read(1)).length > 0) throw malformed();
}

function encodeLength(count: number): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(count);
  return length;
}

async function readLength(reader: ByteReader): Promise<number> {
  return (await readExactly(reader, LENGTH_BYTES)).readUInt32BE();
}

async function readExactly(reader: ByteReader, count: number): Promise<Buffer> {
  const bytes = await reader.read(count);
  if (bytes.length < count) throw malformed();
  return bytes;
}

function parseDescription(bytes: Buffer): Entry {
  try {
    const { name, redis } = JSON.parse(bytes.toString());
    return { name: String(name), ...(redis !== undefined && { redis: String(redis) }) };
  } catch {
    throw malformed();
  }
}

function malformed(): BackupError {
  return new BackupError('damaged', 'the content of the backup is malformed: nothing was restored');
}
