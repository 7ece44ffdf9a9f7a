import secureSession from '@fastify/secure-session';
import fastify from 'fastify';

/** Whom a session is for. */
export interface SessionPlayer {
  readonly id: string;
  readonly name: string;
}

/** The cookie that holds a player's session. */
export const SESSION_COOKIE = 'motus_session';

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
export async function sealerLike(key: Buffer, real: string): Promise<SealSession> {
  const app = fastify();
  await app.register(secureSession, { key, cookie: { path: '/' } });
  await app.ready();
  const session = app.decodeSecureSession(decodeURIComponent(real))?.get('motus');
  if (session === undefined)
    throw new Error('the session key does not open the cookie of a player who has logged in');
  return (player) =>
    encodeURIComponent(app.encodeSecureSession(app.createSecureSession({ motus: { ...session, player } })));
}
