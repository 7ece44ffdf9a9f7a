import { BackupError } from '../errors.ts';
import { Crc64 } from './crc64.ts';

const MAGIC_BYTES = 9;
const FOOTER_BYTES = 8;
const END = 0xff;
const EMPTY = Buffer.alloc(0);

/**
 * Hands on a Redis database file as it is, and makes sure at its end that it is whole: its first bytes, the mark of its
 * end, and its checksum (which is zero where Redis is told to make none).
 *
 * @param tell gets the version of its format, once its first bytes are there, before any of it is handed on
 * @throws BackupError
 * @see https://rdb.fnordig.de/file_format.html
 */
export async function* checkedRdb(
  content: AsyncIterable<Buffer>,
  name: string,
  tell: (version: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const crc = new Crc64();
  let held: Buffer = EMPTY;
  let version: number | undefined;
  let last = 0;
  for await (const piece of content) {
    held = held.length === 0 ? piece : Buffer.concat([held, piece]);
    if (version === undefined) {
      if (held.length < MAGIC_BYTES) continue;
      version = versionOf(held, name);
      tell(version);
    }
    const ready = held.subarray(0, Math.max(0, held.length - FOOTER_BYTES));
    if (ready.length === 0) continue;
    crc.update(ready);
    last = ready.at(-1) ?? 0;
    held = held.subarray(ready.length);
    yield ready;
  }
  const isWhole =
    version !== undefined &&
    held.length === FOOTER_BYTES &&
    last === END &&
    (held.equals(crc.digest()) || held.equals(Buffer.alloc(FOOTER_BYTES)));
  if (!isWhole) throw new BackupError('damaged', `the data of ${name} is not a whole Redis database file`);
  yield held;
}

function versionOf(bytes: Buffer, name: string): number {
  const version = /^REDIS(\d{4})$/.exec(bytes.toString('latin1', 0, MAGIC_BYTES))?.[1];
  if (version === undefined)
    throw new BackupError('damaged', `the data of ${name} is no Redis database file`);
  return Number(version);
}
