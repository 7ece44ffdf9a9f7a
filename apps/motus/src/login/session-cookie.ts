import cookie from '@fastify/cookie';
import secureSession from '@fastify/secure-session';
import type { Player } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { PlayerTokens } from './tokens.ts';

/** Who plays, and the tokens to ask the score service in the player's name. */
export interface PlayerSession {
  readonly player: Player;
  readonly tokens: PlayerTokens;
}

/** The session of a browser, sealed into a cookie. */
export interface SessionCookie {
  /** The session that a request brings; undefined where it brings none, or none that opens. */
  read(request: FastifyRequest): PlayerSession | undefined;
  /** Puts a session in place of the one that the browser has. */
  write(reply: FastifyReply, session: PlayerSession): void;
  /** Takes the session from a browser that has one, valid or not. */
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

declare module '@fastify/secure-session' {
  interface SessionData {
    motus: PlayerSession;
  }
}

declare module 'fastify' {
  interface FastifyInstance {
    sessionCookie: SessionCookie;
  }
}

const NAME = 'motus_session';

/** As long as the refresh token that it holds. */
const SECONDS = 30 * 24 * 3600;

/**
 * Sessions without a store: the cookie itself is the session, sealed with a key that both twins have.
 *
 * @see https://github.com/fastify/fastify-secure-session
 */
export const sessionCookie = fp<{ key: Buffer; https: boolean }>(
  async (app, { key, https }) => {
    const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure: https } as const;
    await app.register(cookie);
    // In a scope of its own the plugin's hooks see no request: they would open the cookie of each one, the page's too.
    await app.register(async (scope) => {
      await scope.register(secureSession, { key, expiry: SECONDS });
      app.decorate('sessionCookie', {
        read(request) {
          const sealed = request.cookies[NAME];
          if (sealed === undefined) return undefined;
          return scope.decodeSecureSession(sealed.replace('.', ';'), request.log)?.get('motus');
        },
        write(reply, motus) {
          const sealed = scope.encodeSecureSession(scope.createSecureSession({ motus }));
          reply.setCookie(NAME, cookieText(sealed), { ...attributes, maxAge: SECONDS });
        },
        clear(request, reply) {
          if (request.cookies[NAME] !== undefined) reply.clearCookie(NAME, attributes);
        },
      });
    });
  },
  { name: 'session-cookie' },
);

/** Two parts in base64, a semicolon between them: written so that nothing in it must be percent-encoded. */
function cookieText(sealed: string): string {
  const parts = sealed.split(';').map((part) => Buffer.from(part, 'base64').toString('base64url'));
  return parts.join('.');
}
