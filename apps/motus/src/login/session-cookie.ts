import cookies from '@fastify/cookie';
import type { Player } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { installationCookie } from './installation-cookie.ts';
import { sealing } from './sealing.ts';

/** A player's tokens, as the session keeps them. */
export interface PlayerTokens {
  readonly access: string;
  /** Whether the access token has the operator's scope. */
  readonly operator: boolean;
  readonly refresh: string;
  /** When the access token expires, in milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** The player, and the tokens to call the score service in the player's name. */
export interface PlayerSession {
  readonly player: Player;
  readonly tokens: PlayerTokens;
}

/** The session of a request. */
export interface OpenedSession {
  readonly player: Player;
  /** Whether the player has the operator's role. */
  readonly operator: boolean;
  /** When the access token expires, in milliseconds since the Unix epoch. */
  readonly expiresAt: number;
  /** Decrypts the tokens as well; undefined where that fails, or where they belong to another session. */
  tokens(): PlayerTokens | undefined;
}

/** The session of a browser, sealed into a cookie. */
export interface SessionCookie {
  /** The session of a request; undefined where it has none, or none that is valid. */
  read(request: FastifyRequest): OpenedSession | undefined;
  /** Sets the session of the browser, in place of any other. */
  write(reply: FastifyReply, session: PlayerSession): void;
  /** Removes the session from the browser, valid or not, where there is one. */
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

/** The first part of the cookie: the player. */
interface PlayerPart {
  readonly player: Player;
  readonly operator: boolean;
  readonly expiresAt: number;
  /** When the session ends, in milliseconds since the Unix epoch. */
  readonly until: number;
}

/** The second part: what only few requests need. It names the player, so that it is valid in no other session. */
interface TokensPart {
  readonly of: string;
  readonly access: string;
  readonly refresh: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    sessionCookie: SessionCookie;
  }
}

/** The same as the lifetime of the refresh token in it. */
const MAX_AGE_SECONDS = 30 * 24 * 3600;

/**
 * Sessions without a store: the cookie is the session, encrypted with a key that both twins have. It is encrypted in
 * two parts, because an attempt needs only the first, and decrypting the tokens takes several times as long.
 *
 * @param options.now the clock, in milliseconds since the Unix epoch
 */
export const sessionCookie = fp<{ key: Buffer; publicUrl: string; now: () => number }>(
  async (app, { key, publicUrl, now }) => {
    const sealed = sealing(key);
    await app.register(cookies);

    function open(text: string): OpenedSession | undefined {
      const [first = '', second = '', ...more] = text.split('.');
      const { player, operator, expiresAt, until } = (sealed.open(first) ?? {}) as Partial<PlayerPart>;
      // This also refuses a second part in place of the first: it has no player.
      if (player === undefined || operator === undefined || expiresAt === undefined) return undefined;
      if (more.length > 0 || until === undefined || until <= now()) return undefined;
      return {
        player,
        operator,
        expiresAt,
        tokens() {
          const { of, access, refresh } = (sealed.open(second) ?? {}) as Partial<TokensPart>;
          if (of !== player.id || access === undefined || refresh === undefined) return undefined;
          return { access, refresh, operator, expiresAt };
        },
      };
    }

    const cookie = installationCookie({ name: 'motus_session', publicUrl, open });

    app.decorate('sessionCookie', {
      read: cookie.read,
      write(reply, { player, tokens: { operator, expiresAt, access, refresh } }) {
        const playerPart: PlayerPart = { player, operator, expiresAt, until: now() + MAX_AGE_SECONDS * 1000 };
        const tokensPart: TokensPart = { of: player.id, access, refresh };
        cookie.write(reply, `${sealed.seal(playerPart)}.${sealed.seal(tokensPart)}`, MAX_AGE_SECONDS);
      },
      clear: cookie.clear,
    });
  },
  { name: 'session-cookie' },
);
