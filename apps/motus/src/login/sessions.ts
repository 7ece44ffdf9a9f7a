import secureSession from '@fastify/secure-session';
import type { Player } from '@motus/contracts';
import { ServiceError } from '@motus/service';
import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import fp from 'fastify-plugin';
import type { PlayerTokens } from './tokens.ts';

/** What the sealed cookie holds: who plays, and the tokens to ask the score service in the player's name. */
export interface PlayerSession {
  readonly player: Player;
  readonly tokens: PlayerTokens;
}

declare module '@fastify/secure-session' {
  interface SessionData {
    motus: PlayerSession;
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Admits a player who is logged in; sets `request.player`, `playerToken` and `operator`. */
    requirePlayer: preHandlerAsyncHookHandler;
    /** Replaces expired tokens; set by the login. Rejects with a `ServiceError` when the provider refuses. */
    refreshTokens: { current: (tokens: PlayerTokens) => Promise<PlayerTokens> };
  }
  interface FastifyRequest {
    player: Player;
    /** The player's access token for the score service. */
    playerToken: string;
    /** Whether that token lets the player operate. */
    operator: boolean;
  }
}

/** As long as the refresh token that it holds. */
const SECONDS = 30 * 24 * 3600;

/** Refreshed a little early, so that a token does not expire between two services. In milliseconds. */
const EARLY = 30_000;

/**
 * Sessions without a store: the cookie itself is the session, sealed with a key that both twins have.
 *
 * @see https://github.com/fastify/fastify-secure-session
 */
export const sessions = fp<{ key: Buffer; https: boolean; now: () => number }>(
  async (app, { key, https, now }) => {
    await app.register(secureSession, {
      key,
      cookieName: 'motus_session',
      expiry: SECONDS,
      cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: https, maxAge: SECONDS },
    });
    app.decorateRequest('player');
    app.decorateRequest('playerToken', '');
    app.decorateRequest('operator', false);
    app.decorate('refreshTokens', {
      current: async () => {
        throw notLoggedIn();
      },
    });
    app.decorate('requirePlayer', async (request) => {
      const session = readSession(request);
      if (session === undefined) throw notLoggedIn();
      const tokens =
        session.tokens.expiresAt - EARLY > now() ? session.tokens : await renew(request, session);
      request.player = session.player;
      request.playerToken = tokens.access;
      request.operator = tokens.operator === true;
    });

    async function renew(request: FastifyRequest, session: PlayerSession): Promise<PlayerTokens> {
      try {
        const tokens = await app.refreshTokens.current(session.tokens);
        writeSession(request, { ...session, tokens });
        return tokens;
      } catch (error) {
        if (error instanceof ServiceError && error.statusCode === 401) request.session.delete();
        throw error;
      }
    }
  },
  { name: 'sessions' },
);

/** The session that a request brings, or `undefined`. */
export function readSession(request: FastifyRequest): PlayerSession | undefined {
  return request.session.get('motus');
}

/** Seals a session into the answer's cookie. */
export function writeSession(request: FastifyRequest, session: PlayerSession): void {
  request.session.set('motus', session);
}

/** The answer to somebody who is not, or no longer, logged in. */
export function notLoggedIn(cause?: unknown): ServiceError {
  return new ServiceError(401, 'not_logged_in', 'Vous n’êtes pas connecté.', { cause });
}
