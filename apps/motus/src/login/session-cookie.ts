import cookies from '@fastify/cookie';
import type { Player } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { installationCookie } from './installation-cookie.ts';
import { sealing } from './sealing.ts';

/** A player's tokens, as the session keeps them. */
export interface PlayerTokens {
  readonly access: string;
  /** Whether the access token lets its player operate. */
  readonly operator: boolean;
  readonly refresh: string;
  /** When the access token expires, in milliseconds since the Unix epoch. */
  readonly expiresAt: number;
}

/** Who plays, and the tokens to ask the score service in the player's name. */
export interface PlayerSession {
  readonly player: Player;
  readonly tokens: PlayerTokens;
}

/** A session as a request brings it. */
export interface OpenedSession {
  readonly player: Player;
  /** Whether the player may operate. */
  readonly operator: boolean;
  /** When the access token expires, in milliseconds since the Unix epoch. */
  readonly expiresAt: number;
  /** Opens the tokens as well; undefined where they do not open, or are those of another session. */
  tokens(): PlayerTokens | undefined;
}

/** The session of a browser, sealed into a cookie. */
export interface SessionCookie {
  /** The session that a request brings; undefined where it brings none, or none that opens. */
  read(request: FastifyRequest): OpenedSession | undefined;
  /** Puts a session in place of the one that the browser has. */
  write(reply: FastifyReply, session: PlayerSession): void;
  /** Takes the session from a browser that has one, valid or not. */
  clear(request: FastifyRequest, reply: FastifyReply): void;
}

/** The part of the cookie that says who plays. */
interface Who {
  readonly player: Player;
  readonly operator: boolean;
  readonly expiresAt: number;
  /** When the session ends, in milliseconds since the Unix epoch. */
  readonly until: number;
}

/** The part that holds what only few requests need; it names the player, so that it belongs to no other session. */
interface Tokens {
  readonly of: string;
  readonly access: string;
  readonly refresh: string;
}

declare module 'fastify' {
  interface FastifyInstance {
    sessionCookie: SessionCookie;
  }
}

/** As long as the refresh token that it holds. */
const SECONDS = 30 * 24 * 3600;

/**
 * Sessions without a store: the cookie itself is the session, sealed with a key that both twins have. It is sealed in two
 * parts, because a guess needs only the first, and to open the tokens takes several times as long.
 *
 * @param options.now the clock, in milliseconds since the Unix epoch
 */
export const sessionCookie = fp<{ key: Buffer; publicUrl: string; now: () => number }>(
  async (app, { key, publicUrl, now }) => {
    const sealed = sealing(key);
    await app.register(cookies);

    function open(text: string): OpenedSession | undefined {
      const [first = '', second = '', ...more] = text.split('.');
      const { player, operator, expiresAt, until } = (sealed.open(first) ?? {}) as Partial<Who>;
      // A part of tokens in the place of the other has no player.
      if (player === undefined || operator === undefined || expiresAt === undefined) return undefined;
      if (more.length > 0 || until === undefined || until <= now()) return undefined;
      return {
        player,
        operator,
        expiresAt,
        tokens() {
          const { of, access, refresh } = (sealed.open(second) ?? {}) as Partial<Tokens>;
          if (of !== player.id || access === undefined || refresh === undefined) return undefined;
          return { access, refresh, operator, expiresAt };
        },
      };
    }

    const cookie = installationCookie({ name: 'motus_session', publicUrl, open });

    app.decorate('sessionCookie', {
      read: cookie.read,
      write(reply, { player, tokens: { operator, expiresAt, access, refresh } }) {
        const who: Who = { player, operator, expiresAt, until: now() + SECONDS * 1000 };
        const tokens: Tokens = { of: player.id, access, refresh };
        cookie.write(reply, `${sealed.seal(who)}.${sealed.seal(tokens)}`, SECONDS);
      },
      clear: cookie.clear,
    });
  },
  { name: 'session-cookie' },
);
