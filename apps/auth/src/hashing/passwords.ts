import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { HashQueue } from './hash-queue.ts';

const derive = promisify(argon2);

/**
 * Argon2id with 19 MiB, 2 passes and 1 lane, the first recommendation of the OWASP Password Storage Cheat Sheet.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
 */
const CURRENT_COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** The PHC string format that all Argon2 libraries share: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`. */
const PHC_STRING =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

interface Cost {
  /** In KiB. */
  memory: number;
  passes: number;
  parallelism: number;
}

/**
 * Hashes and verifies passwords. Every method waits in the hash queue and rejects with a `BusyError` when the queue is full
 * or its signal is aborted.
 */
export interface Passwords {
  /** Hashes a password with a random salt; resolves with the PHC string to store. */
  hash(password: string, signal?: AbortSignal): Promise<string>;
  /**
   * Compares a password with a stored hash in constant time.
   *
   * @throws Error when the stored hash is malformed
   */
  verify(password: string, stored: string, signal?: AbortSignal): Promise<boolean>;
  /** Takes as long as `verify`, for a name that no account has, so that timing does not reveal which names exist. */
  verifyDummy(password: string, signal?: AbortSignal): Promise<false>;
}

/** Creates the hasher, with Argon2id at today's cost for new hashes. */
export function createPasswords(queue: HashQueue): Passwords {
  const enqueueHash = (
    password: string,
    salt: Buffer,
    cost: Cost,
    length: number,
    signal: AbortSignal | undefined,
  ) => queue.enqueue(() => hash(password, salt, cost, length), signal);

  return {
    async hash(password, signal) {
      const salt = randomBytes(SALT_BYTES);
      return encode(CURRENT_COST, salt, await enqueueHash(password, salt, CURRENT_COST, HASH_BYTES, signal));
    },
    async verify(password, stored, signal) {
      const { cost, salt, expected } = decode(stored);
      return timingSafeEqual(await enqueueHash(password, salt, cost, expected.length, signal), expected);
    },
    async verifyDummy(password, signal) {
      await enqueueHash(password, randomBytes(SALT_BYTES), CURRENT_COST, HASH_BYTES, signal);
      return false;
    },
  };
}

/** Tells whether a stored hash was made with another cost than today's. */
export function isOutdated(stored: string): boolean {
  const { cost } = decode(stored);
  return (
    cost.memory !== CURRENT_COST.memory ||
    cost.passes !== CURRENT_COST.passes ||
    cost.parallelism !== CURRENT_COST.parallelism
  );
}

function hash(password: string, salt: Buffer, cost: Cost, length: number): Promise<Buffer> {
  // NFKC (NIST SP 800-63B) makes the password independent of how a keyboard composes its characters.
  const message = password.normalize('NFKC');
  return derive('argon2id', { message, nonce: salt, tagLength: length, ...cost });
}

function encode(cost: Cost, salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64NoPad(salt)}$${base64NoPad(tag)}`;
}

function base64NoPad(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

function decode(stored: string): { cost: Cost; salt: Buffer; expected: Buffer } {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC_STRING.exec(stored) ?? [];
  if (tag === '') throw new Error('a stored password hash is malformed');
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    expected: Buffer.from(tag, 'base64'),
  };
}
