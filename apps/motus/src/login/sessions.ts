import type { Player } from '@motus/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { NOT_LOGGED_IN, notLoggedIn } from '../errors.ts';
import type { OpenedSession, PlayerTokens } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Admits the player of the session; resolves with false where there is no session. */
    admitPlayer(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
    /** Replaces expired tokens; set by the login. Rejects with a `ServiceError` when the provider refuses. */
    refreshTokens: { current: (tokens: PlayerTokens) => Promise<PlayerTokens> };
  }
  interface FastifyRequest {
    player: Player;
    /** The session of that player. */
    playerSession: OpenedSession | undefined;
    /** The player's access token for the score service; throws a `ServiceError` where there is none. */
    readonly playerToken: string;
    /**
     * Replaces that token, which the score service has refused: by the clock of the game it was still good. Resolves with
     * the new one; rejects with a `ServiceError` where the provider refuses too.
     */
    renewPlayerToken: (() => Promise<string>) | undefined;
    /** Whether that token lets the player operate. */
    operator: boolean;
  }
}

/** Refreshed a little early, so that a token does not expire between two services. In milliseconds. */
const EARLY = 30_000;

/** Who is logged in, by the session cookie; expired tokens are replaced on the way. */
export const sessions = fp<{ now: () => number }>(
  async (app, { now }) => {
    app.decorateRequest('player');
    app.decorateRequest('playerSession', undefined);
    app.decorateRequest('playerToken', {
      getter() {
        return tokensOf(this.playerSession).access;
      },
    });
    app.decorateRequest('renewPlayerToken', undefined);
    app.decorateRequest('operator', false);
    app.decorate('refreshTokens', {
      current: async () => {
        throw notLoggedIn();
      },
    });
    app.decorate('admitPlayer', async (request, reply) => {
      const session = app.sessionCookie.read(request);
      if (session === undefined) return false;
      admit(request, session.expiresAt - EARLY > now() ? session : await renew(reply, session));
      let renewed: Promise<string> | undefined;
      // Once for all questions of a request.
      request.renewPlayerToken = () => {
        renewed ??= renew(reply, session).then((fresh) => {
          admit(request, fresh);
          return request.playerToken;
        });
        return renewed;
      };
      return true;
    });
    // Whoever refused it, provider or score service: without it the browser's next request is that of a guest.
    app.addHook('onError', async (request, reply, error) => {
      if (error.code === NOT_LOGGED_IN) app.sessionCookie.clear(request, reply);
    });

    async function renew(reply: FastifyReply, session: OpenedSession): Promise<OpenedSession> {
      const { player } = session;
      const tokens = await app.refreshTokens.current(tokensOf(session));
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
