import { BackupError } from '../errors.ts';
import { Crc64 } from './crc64.ts';

const MAGIC_BYTES = 9;
const CHECKSUM_BYTES = 8;
const EOF_OPCODE = 0xff;
const EMPTY = Buffer.alloc(0);

/**
 * Passes an RDB file through unchanged and verifies at its end that it is complete: its magic, its EOF opcode, and its
 * checksum (which is zero when Redis is configured not to make one).
 *
 * @param name what the file holds, for error messages
 * @param onVersion called with the RDB version before the first bytes are passed on
 * @throws BackupError when the file is not an RDB file or is incomplete
 * @see https://rdb.fnordig.de/file_format.html
 */
export async function* verifyRdb(
  content: AsyncIterable<Buffer>,
  name: string,
  onVersion: (version: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const crc = new Crc64();
  let buffered: Buffer = EMPTY;
  let version: number | undefined;
  let lastByte = 0;
  for await (const part of content) {
    buffered = buffered.length === 0 ? part : Buffer.concat([buffered, part]);
    if (version === undefined) {
      if (buffered.length < MAGIC_BYTES) continue;
      version = parseVersion(buffered, name);
      onVersion(version);
    }
    // Hold back as many bytes as may be the checksum.
    const ready = buffered.subarray(0, Math.max(0, buffered.length - CHECKSUM_BYTES));
    if (ready.length === 0) continue;
    crc.update(ready);
    lastByte = ready.at(-1) ?? 0;
    buffered = buffered.subarray(ready.length);
    yield ready;
  }
  const isComplete =
    version !== undefined &&
    buffered.length === CHECKSUM_BYTES &&
    lastByte === EOF_OPCODE &&
    (buffered.equals(crc.digest()) || buffered.equals(Buffer.alloc(CHECKSUM_BYTES)));
  if (!isComplete) throw new BackupError('damaged', `the data of ${name} is not a complete RDB file`);
  yield buffered;
}

function parseVersion(bytes: Buffer, name: string): number {
  const version = /^REDIS(\d{4})$/.exec(bytes.toString('latin1', 0, MAGIC_BYTES))?.[1];
  if (version === undefined) throw new BackupError('damaged', `the data of ${name} is not an RDB file`);
  return Number(version);
}
