import { createCipheriv, createDecipheriv } from 'node:crypto';
import { BackupError } from '../errors.ts';
import type { ByteReader } from './byte-reader.ts';

/** Size of the chunks that are encrypted separately, in bytes of plaintext. */
export const CHUNK_BYTES = 64 * 1024;

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

/**
 * Encrypts and authenticates a stream in chunks. The nonce of each chunk holds its index and whether it is the last, so a
 * chunk that was altered, moved, duplicated or removed does not decrypt, and neither does a stream that was truncated
 * between two chunks.
 *
 * @param key used for this file only, so that no nonce is ever reused
 * @param associatedData authenticated with every chunk; ties the chunks to their header
 * @see https://eprint.iacr.org/2015/189 (the STREAM construction)
 */
export async function* seal(
  plaintext: AsyncIterable<Buffer>,
  key: Buffer,
  associatedData: Buffer,
): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  let index = 0;
  for await (const part of plaintext) {
    parts.push(part);
    size += part.length;
    // Hold back a full chunk until more bytes follow, because it may be the last.
    if (size <= CHUNK_BYTES) continue;
    let pending = Buffer.concat(parts);
    for (; pending.length > CHUNK_BYTES; pending = pending.subarray(CHUNK_BYTES)) {
      yield sealChunk(pending.subarray(0, CHUNK_BYTES), key, associatedData, nonceOf(index++, false));
    }
    parts = [pending];
    size = pending.length;
  }
  yield sealChunk(Buffer.concat(parts), key, associatedData, nonceOf(index, true));
}

/**
 * Decrypts what `seal` encrypted, chunk by chunk. Yields only authenticated plaintext.
 *
 * @throws BackupError when a chunk is missing or was altered
 */
export async function* openSealed(
  reader: ByteReader,
  key: Buffer,
  associatedData: Buffer,
): AsyncGenerator<Buffer> {
  let chunk = await reader.read(SEALED_CHUNK_BYTES);
  for (let index = 0; ; index++) {
    const next = await reader.read(SEALED_CHUNK_BYTES);
    const isLast = next.length === 0;
    yield openChunk(chunk, key, associatedData, index, isLast);
    if (isLast) return;
    chunk = next;
  }
}

function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(index, NONCE_BYTES - 5);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

function sealChunk(plaintext: Buffer, key: Buffer, associatedData: Buffer, nonce: Buffer): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(associatedData);
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(
  sealed: Buffer,
  key: Buffer,
  associatedData: Buffer,
  index: number,
  isLast: boolean,
): Buffer {
  try {
    const end = sealed.length - TAG_BYTES;
    const nonce = nonceOf(index, isLast);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associatedData).setAuthTag(sealed.subarray(Math.max(0, end)));
    return Buffer.concat([decipher.update(sealed.subarray(0, Math.max(0, end))), decipher.final()]);
  } catch (cause) {
    throw new BackupError(
      'damaged',
      `the backup was truncated or altered in chunk ${index + 1}: nothing was restored`,
      cause,
    );
  }
}
