import type { Player } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { NOT_LOGGED_IN, notLoggedIn } from '../not-logged-in.ts';
import type { OpenedSession, PlayerTokens } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Admits the player of the session; resolves with false where there is no session. */
    admitPlayer(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
  }
  interface FastifyRequest {
    player: Player;
    /** The session of that player. */
    playerSession: OpenedSession | undefined;
    /** The player's access token for the score service; throws a `ServiceError` where there is none. */
    readonly playerToken: string;
    /**
     * Replaces that token after the score service refused it, although by the clock of the game it was still valid.
     * Resolves with the new one; rejects with a `ServiceError` where the provider refuses as well.
     */
    renewPlayerToken: (() => Promise<string>) | undefined;
    /** Whether that token has the operator's scope. */
    operator: boolean;
  }
}

/** Tokens are refreshed this long before they expire, so that none expires between two services. In milliseconds. */
const REFRESH_EARLY_MS = 30_000;

interface SessionOptions {
  /** Replaces expired tokens; rejects with a `ServiceError`, `not_logged_in` where the provider refuses. */
  readonly refreshTokens: (tokens: PlayerTokens) => Promise<PlayerTokens>;
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Identifies the player by the session cookie, and refreshes expired tokens. */
export const sessions = fp<SessionOptions>(
  async (app, { refreshTokens, now }) => {
    app.decorateRequest('player');
    app.decorateRequest('playerSession', undefined);
    app.decorateRequest('playerToken', {
      getter() {
        return tokensOf(this.playerSession).access;
      },
    });
    app.decorateRequest('renewPlayerToken', undefined);
    app.decorateRequest('operator', false);
    app.decorate('admitPlayer', async (request, reply) => {
      const session = app.sessionCookie.read(request);
      if (session === undefined) return false;
      admit(request, session.expiresAt - REFRESH_EARLY_MS > now() ? session : await renew(reply, session));
      let renewed: Promise<string> | undefined;
      // Once for all calls of a request.
      request.renewPlayerToken = () => {
        renewed ??= renew(reply, session).then((fresh) => {
          admit(request, fresh);
          return request.playerToken;
        });
        return renewed;
      };
      return true;
    });
    // Provider or score service refused the session: without it the browser's next request is that of a guest.
    app.addHook('onError', async (request, reply, error) => {
      if (error.code === NOT_LOGGED_IN) app.sessionCookie.clear(request, reply);
    });

    async function renew(reply: FastifyReply, session: OpenedSession): Promise<OpenedSession> {
      const { player } = session;
      const tokens = await refreshTokens(tokensOf(session));
      app.sessionCookie.write(reply, { player, tokens });
      return { player, ...tokens, tokens: () => tokens };
    }
  },
  { name: 'sessions', dependencies: ['session-cookie'] },
);

function admit(request: FastifyRequest, session: OpenedSession): void {
  request.player = session.player;
  request.playerSession = session;
  request.operator = session.operator;
}

function tokensOf(session: OpenedSession | undefined): PlayerTokens {
  const tokens = session?.tokens();
  if (tokens === undefined) throw notLoggedIn();
  return tokens;
}
