import { randomBytes } from 'node:crypto';
import sodium from 'sodium-native';

/** Whom a session is for. */
export interface SessionPlayer {
  readonly id: string;
  readonly name: string;
}

/** Makes the session cookie of a player who has not logged in. */
export type SealSession = (player: SessionPlayer) => string;

/**
 * Seals sessions with the key of the installation, as the game does after a login: Argon2id makes a login slow on
 * purpose, and a bench needs thousands of players. All of it but the player is taken from a real session.
 *
 * @param key  of the session cookies
 * @param real the value of the session cookie of somebody who has logged in
 * @throws Error where the key does not open that cookie
 */
export function sealerLike(key: Buffer, real: string): SealSession {
  const [who, tokens] = real.split('.').map((part) => openSealed(part, key));
  if (who === undefined || tokens === undefined)
    throw new Error('the session key does not open the cookie of a player who has logged in');
  return (player) => `${seal({ ...who, player }, key)}.${seal({ ...tokens, of: player.id }, key)}`;
}

const NONCE = sodium.crypto_secretbox_NONCEBYTES;
const MAC = sodium.crypto_secretbox_MACBYTES;

/** As apps/motus/src/login/sealing.ts does. */
function seal(value: object, key: Buffer): string {
  const message = Buffer.from(JSON.stringify(value));
  const nonce = randomBytes(NONCE);
  const box = Buffer.alloc(MAC + message.length);
  sodium.crypto_secretbox_easy(box, message, nonce, key);
  return Buffer.concat([nonce, box]).toString('base64url');
}

/** One part of a session; undefined where it was not sealed with this key. */
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
