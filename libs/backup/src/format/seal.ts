import { createCipheriv, createDecipheriv } from 'node:crypto';
import { BackupError } from '../errors.ts';
import type { ByteReader } from './byte-reader.ts';

/** How many bytes of a backup are sealed together. */
export const CHUNK = 64 * 1024;

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const SEALED = CHUNK + TAG_BYTES;

/**
 * Seals a stream in chunks, with the number of each in its nonce and a mark in that of the last: a chunk that was altered,
 * moved, doubled or left out does not open, nor does the last of a file that was cut off between two chunks.
 *
 * @param key of this file alone, so that no nonce is ever used twice
 * @param bound what every chunk belongs to
 * @see https://eprint.iacr.org/2015/189 (the STREAM construction)
 */
export async function* seal(
  plain: AsyncIterable<Buffer>,
  key: Buffer,
  bound: Buffer,
): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let size = 0;
  let number = 0;
  for await (const piece of plain) {
    pieces.push(piece);
    size += piece.length;
    // A full chunk waits for more: it may be the last.
    if (size <= CHUNK) continue;
    let all = Buffer.concat(pieces);
    for (; all.length > CHUNK; all = all.subarray(CHUNK)) {
      yield sealChunk(all.subarray(0, CHUNK), key, bound, nonceOf(number++, false));
    }
    pieces = [all];
    size = all.length;
  }
  yield sealChunk(Buffer.concat(pieces), key, bound, nonceOf(number, true));
}

/**
 * Opens what `seal` has sealed, chunk by chunk; nothing is handed on before it has been authenticated.
 *
 * @throws BackupError where the file is not as it was written
 */
export async function* open(reader: ByteReader, key: Buffer, bound: Buffer): AsyncGenerator<Buffer> {
  let chunk = await reader.take(SEALED);
  for (let number = 0; ; number++) {
    const next = await reader.take(SEALED);
    const isLast = next.length === 0;
    yield openChunk(chunk, key, bound, nonceOf(number, isLast), number);
    if (isLast) return;
    chunk = next;
  }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(number, NONCE_BYTES - 5);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

function sealChunk(plain: Buffer, key: Buffer, bound: Buffer, nonce: Buffer): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(sealed: Buffer, key: Buffer, bound: Buffer, nonce: Buffer, number: number): Buffer {
  try {
    const end = sealed.length - TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(bound);
    decipher.setAuthTag(sealed.subarray(Math.max(0, end)));
    return Buffer.concat([decipher.update(sealed.subarray(0, Math.max(0, end))), decipher.final()]);
  } catch (cause) {
    throw new BackupError(
      'damaged',
      `the backup is truncated, or altered in its chunk ${number + 1}: nothing of it is restored`,
      cause,
    );
  }
}
