import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { HashQueue } from './hash-queue.ts';

const derive = promisify(argon2);

/**
 * Argon2id with 19 MiB, 2 passes and 1 lane: the first choice of the OWASP Password Storage Cheat Sheet.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
 */
const CURRENT: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`, the form that all Argon2 libraries share. */
const ENCODED = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Memory in KiB. */
interface Cost {
  memory: number;
  passes: number;
  parallelism: number;
}

/** Hashes passwords and compares them; everything takes its turn in a queue, and rejects with a `BusyError` where that is full. */
export interface Passwords {
  /** Hashes a password with a salt of its own; the answer is what to store. */
  hash(password: string, unwanted?: AbortSignal): Promise<string>;
  /**
   * Compares a password with a stored hash, in a time that does not tell how much of it is right.
   *
   * @throws Error where the stored hash is none
   */
  verify(password: string, stored: string, unwanted?: AbortSignal): Promise<boolean>;
  /** Does the work of a comparison for a name that nobody has, so that time does not tell who has an account. */
  verifyNothing(password: string, unwanted?: AbortSignal): Promise<false>;
}

export function createPasswords(queue: HashQueue): Passwords {
  const inTurn = (
    password: string,
    salt: Buffer,
    cost: Cost,
    length: number,
    unwanted: AbortSignal | undefined,
  ) => queue.inTurn(() => hash(password, salt, cost, length), unwanted);

  return {
    async hash(password, unwanted) {
      const salt = randomBytes(SALT_BYTES);
      return encode(CURRENT, salt, await inTurn(password, salt, CURRENT, HASH_BYTES, unwanted));
    },
    async verify(password, stored, unwanted) {
      const { cost, salt, expected } = decode(stored);
      return timingSafeEqual(await inTurn(password, salt, cost, expected.length, unwanted), expected);
    },
    async verifyNothing(password, unwanted) {
      await inTurn(password, randomBytes(SALT_BYTES), CURRENT, HASH_BYTES, unwanted);
      return false;
    },
  };
}

/** Whether a stored hash was made with other costs than those of today. */
export function isOutdated(stored: string): boolean {
  const { cost } = decode(stored);
  return (
    cost.memory !== CURRENT.memory ||
    cost.passes !== CURRENT.passes ||
    cost.parallelism !== CURRENT.parallelism
  );
}

function hash(password: string, salt: Buffer, cost: Cost, length: number): Promise<Buffer> {
  // NFKC (as NIST SP 800-63B asks): the same characters typed on another keyboard are the same password.
  const message = password.normalize('NFKC');
  return derive('argon2id', { message, nonce: salt, tagLength: length, ...cost });
}

function encode(cost: Cost, salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

function decode(stored: string): { cost: Cost; salt: Buffer; expected: Buffer } {
  const [, memory, passes, parallelism, salt = '', tag = ''] = ENCODED.exec(stored) ?? [];
  if (tag === '') throw new Error('a stored password hash is damaged');
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, 'base64'),
    expected: Buffer.from(tag, 'base64'),
  };
}
