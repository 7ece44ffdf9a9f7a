import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { BackupError } from '../errors.ts';
import type { ByteReader } from './byte-reader.ts';

/** The first word of every backup. */
export const MAGIC = 'motus-backup';

/** The version of the format of the file. */
export const FORMAT = 1;

const LONGEST_LINE = 4096;
const MAC_BYTES = 32;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** scrypt's cost: 128 MiB and about half a second for each passphrase that somebody tries (OWASP's first choice). */
const COST = 2 ** 17;
const BLOCK_SIZE = 8;
/** What a file may ask of the machine that reads it. */
const COSTS = { least: 2 ** 10, most: 2 ** 18 };

/** What is readable without the passphrase. */
export interface Head {
  /** The version of Motus that made the backup. */
  readonly product: string;
  readonly createdAt: string;
}

/** How the key is made of the passphrase. */
interface Derivation {
  readonly name: 'scrypt';
  readonly cost: number;
  readonly salt: string;
}

/** A head as it is in the file, and what follows from it. */
export interface SealedHead {
  readonly head: Head;
  /** All bytes before the chunks. */
  readonly bytes: Buffer;
  /** Seals the chunks. */
  readonly key: Buffer;
  /** Authenticates the head, and with each chunk says to which head it belongs. */
  readonly mac: Buffer;
}

/**
 * Makes the head of a new file: a line with the version of the format, a line of JSON, and the HMAC of both under a key
 * that is derived from the passphrase.
 *
 * @param cost of scrypt; tests take less
 */
export async function makeHead(head: Head, passphrase: string, cost = COST): Promise<SealedHead> {
  const derivation: Derivation = {
    name: 'scrypt',
    cost,
    salt: randomBytes(SALT_BYTES).toString('base64url'),
  };
  const lines = Buffer.from(`${MAGIC} ${FORMAT}\n${JSON.stringify({ ...head, key: derivation })}\n`);
  const { key, mac } = await derive(lines, derivation, passphrase);
  return { head, bytes: Buffer.concat([lines, mac]), key, mac };
}

/**
 * Reads the head of a file.
 *
 * @param product the version of Motus that reads it
 * @throws BackupError where it is no backup, one of another version, or the passphrase is another
 */
export async function readHead(reader: ByteReader, passphrase: string, product: string): Promise<SealedHead> {
  const first = await reader.line(LONGEST_LINE);
  const format = new RegExp(`^${MAGIC} (\\d{1,9})$`).exec(first ?? '')?.[1];
  if (first === undefined || format === undefined)
    throw new BackupError('not_a_backup', 'this is no backup of Motus');
  if (Number(format) !== FORMAT)
    throw new BackupError(
      'other_version',
      `the backup has format ${format}, and this version of Motus (${product}) reads format ${FORMAT}`,
    );
  const second = await reader.line(LONGEST_LINE);
  const { head, derivation } = parse(second ?? '');
  if (head.product !== product)
    throw new BackupError(
      'other_version',
      `the backup was made by Motus ${head.product}, and this is Motus ${product}: restore it with ${head.product}, then update`,
    );
  const lines = Buffer.from(`${first}\n${second}\n`);
  const { key, mac } = await derive(lines, derivation, passphrase);
  const said = await reader.take(MAC_BYTES);
  if (said.length < MAC_BYTES) throw damaged();
  if (!timingSafeEqual(said, mac))
    throw new BackupError(
      'passphrase_wrong',
      'the passphrase is not that of the backup, or the beginning of the file has been altered',
    );
  return { head, bytes: Buffer.concat([lines, mac]), key, mac };
}

function parse(line: string): { head: Head; derivation: Derivation } {
  try {
    const { product, createdAt, key } = JSON.parse(line);
    const { name, cost, salt } = key;
    const isCost =
      Number.isInteger(Math.log2(cost)) && cost >= COSTS.least && cost <= COSTS.most && name === 'scrypt';
    if (!isCost || ![product, createdAt, salt].every((value) => typeof value === 'string')) throw damaged();
    return { head: { product, createdAt }, derivation: { name, cost, salt } };
  } catch (error) {
    throw damaged(error);
  }
}

async function derive(lines: Buffer, { cost, salt }: Derivation, passphrase: string) {
  const options = { N: cost, r: BLOCK_SIZE, p: 1, maxmem: 256 * BLOCK_SIZE * cost };
  // The same passphrase, whatever keyboard and system composed its accents.
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
  return new BackupError('damaged', 'the beginning of the backup has been truncated or altered', cause);
}
