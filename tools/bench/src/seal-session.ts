import { randomBytes } from 'node:crypto';
import sodium from 'sodium-native';

/** The player of a session. */
export interface SessionPlayer {
  readonly id: string;
  readonly name: string;
}

/** Creates the session cookie of a player who has not logged in. */
export type SealSession = (player: SessionPlayer) => string;

/**
 * Seals sessions with the key of the installation, as motus does after a login. A bench needs thousands of players, and
 * Argon2id makes each login slow on purpose. Everything but the player is copied from a real session.
 *
 * @param key  the key of the session cookies
 * @param real the session cookie of a player who has logged in
 * @throws Error if the key does not open that cookie
 */
export function createSessionSealer(key: Buffer, real: string): SealSession {
  const [who, tokens] = real.split('.').map((part) => openSealed(part, key));
  if (who === undefined || tokens === undefined)
    throw new Error('the session key does not open the cookie of a player who has logged in');
  return (player) => `${seal({ ...who, player }, key)}.${seal({ ...tokens, of: player.id }, key)}`;
}

const NONCE = sodium.crypto_secretbox_NONCEBYTES;
const MAC = sodium.crypto_secretbox_MACBYTES;

/** The format of apps/motus/src/login/sealing.ts. */
function seal(value: object, key: Buffer): string {
  const message = Buffer.from(JSON.stringify(value));
  const nonce = randomBytes(NONCE);
  const box = Buffer.alloc(MAC + message.length);
  sodium.crypto_secretbox_easy(box, message, nonce, key);
  return Buffer.concat([nonce, box]).toString('base64url');
}

/** Opens one part of a session cookie; undefined if it was not sealed with this key. */
export function openSealed(sealed: string, key: Buffer): object | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < NONCE + MAC) return undefined;
  const message = Buffer.alloc(bytes.length - NONCE - MAC);
  const opens = sodium.crypto_secretbox_open_easy(
    message,
    bytes.subarray(NONCE),
    bytes.subarray(0, NONCE),
    key,
  );
  return opens ? JSON.parse(message.toString()) : undefined;
}
