import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from '@motus/local-system';
import { BackupError } from '../errors.ts';
import type { ByteReader } from './byte-reader.ts';

/** The first word of every backup file. */
export const MAGIC = 'motus-backup';

/** The version of the file format. */
export const FORMAT_VERSION = 1;

const MAX_LINE_BYTES = 4096;
const MAC_BYTES = 32;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** The cost of scrypt: 128 MiB and about half a second for each guess of a passphrase (OWASP's first recommendation). */
const SCRYPT_COST = 2 ** 17;
const SCRYPT_BLOCK_SIZE = 8;
/** Bounds of the cost in a file, so that a forged file cannot exhaust the memory of the machine that reads it. */
const ACCEPTED_COST = { min: 2 ** 10, max: 2 ** 18 };

/** The part of a backup that is readable without the passphrase. */
export interface Header {
  /** The version of Motus that made the backup. */
  readonly product: string;
  readonly createdAt: string;
}

/** How the keys are derived from the passphrase. */
interface KeyDerivation {
  readonly name: 'scrypt';
  readonly cost: number;
  readonly salt: string;
}

/** A header as encoded in the file, and the keys that follow from it. */
export interface EncodedHeader {
  readonly header: Header;
  /** All bytes before the chunks. */
  readonly bytes: Buffer;
  /** The encryption key of the chunks. */
  readonly key: Buffer;
  /** Authenticates the header; also the associated data of each chunk. */
  readonly mac: Buffer;
}

/**
 * Creates the header of a new file: a line with the version of the format, a line of JSON, and the HMAC of both under a key
 * that is derived from the passphrase.
 *
 * @param cost of scrypt; tests use a lower one
 */
export async function createHeader(
  header: Header,
  passphrase: string,
  cost = SCRYPT_COST,
): Promise<EncodedHeader> {
  const derivation: KeyDerivation = {
    name: 'scrypt',
    cost,
    salt: randomBytes(SALT_BYTES).toString('base64url'),
  };
  const lines = Buffer.from(
    `${MAGIC} ${FORMAT_VERSION}\n${JSON.stringify({ ...header, key: derivation })}\n`,
  );
  const { key, mac } = await deriveKeys(lines, derivation, passphrase);
  return { header, bytes: Buffer.concat([lines, mac]), key, mac };
}

/**
 * Reads and authenticates the header of a file.
 *
 * @param product the version of Motus that reads it
 * @throws BackupError when the file is not a backup, has another version, or the passphrase is wrong
 */
export async function readHeader(
  reader: ByteReader,
  passphrase: string,
  product: string,
): Promise<EncodedHeader> {
  const first = await reader.readLine(MAX_LINE_BYTES);
  const format = new RegExp(`^${MAGIC} (\\d{1,9})$`).exec(first ?? '')?.[1];
  if (first === undefined || format === undefined)
    throw new BackupError('not_a_backup', 'this is not a backup of Motus');
  if (Number(format) !== FORMAT_VERSION)
    throw new BackupError(
      'other_version',
      `the backup has format ${format}, and this version of Motus (${product}) reads format ${FORMAT_VERSION}`,
    );
  const second = await reader.readLine(MAX_LINE_BYTES);
  const { header, derivation } = parseHeader(second ?? '');
  if (header.product !== product)
    throw new BackupError(
      'other_version',
      `the backup was made by Motus ${header.product}, and this is Motus ${product}: restore it with ${header.product}, then update`,
    );
  const lines = Buffer.from(`${first}\n${second}\n`);
  const { key, mac } = await deriveKeys(lines, derivation, passphrase);
  const storedMac = await reader.read(MAC_BYTES);
  if (storedMac.length < MAC_BYTES) throw damaged();
  if (!timingSafeEqual(storedMac, mac))
    throw new BackupError(
      'passphrase_wrong',
      'the passphrase is not that of the backup, or the beginning of the file was altered',
    );
  return { header, bytes: Buffer.concat([lines, mac]), key, mac };
}

/** Reads the version of Motus that runs, for `Header.product`. */
export async function productVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(REPOSITORY, 'package.json'), 'utf8'));
  return version;
}

function parseHeader(line: string): { header: Header; derivation: KeyDerivation } {
  try {
    const { product, createdAt, key } = JSON.parse(line);
    const { name, cost, salt } = key;
    const isAccepted =
      name === 'scrypt' &&
      Number.isInteger(Math.log2(cost)) &&
      cost >= ACCEPTED_COST.min &&
      cost <= ACCEPTED_COST.max;
    if (!isAccepted || ![product, createdAt, salt].every((value) => typeof value === 'string'))
      throw damaged();
    return { header: { product, createdAt }, derivation: { name, cost, salt } };
  } catch (error) {
    throw damaged(error);
  }
}

/** Derives the encryption key, and the MAC of the header lines under a second key. */
async function deriveKeys(lines: Buffer, { cost, salt }: KeyDerivation, passphrase: string) {
  const options = { N: cost, r: SCRYPT_BLOCK_SIZE, p: 1, maxmem: 256 * SCRYPT_BLOCK_SIZE * cost };
  // NFKC makes the passphrase independent of how a keyboard or a system composes accents.
  const keys = await promisify<string, Buffer, number, object, Buffer>(scrypt)(
    passphrase.normalize('NFKC'),
    Buffer.from(salt, 'base64url'),
    2 * KEY_BYTES,
    options,
  );
  const mac = createHmac('sha256', keys.subarray(KEY_BYTES)).update(lines).digest();
  return { key: keys.subarray(0, KEY_BYTES), mac };
}

function damaged(cause?: unknown): BackupError {
  return new BackupError('damaged', 'the beginning of the backup was truncated or altered', cause);
}
