import { ServiceError } from '@motus/service';
import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import fp from 'fastify-plugin';
import type { ScoreClient } from '../score/score-client.ts';
import { notLoggedIn } from './sessions.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Admits a player who is logged in; sets `request.player`, `playerToken` and `operator`. */
    requirePlayer: preHandlerAsyncHookHandler;
    /** The same, and where there is no session the guest of this browser: then it sets `request.player` and `guest`. */
    requireVisitor: preHandlerAsyncHookHandler;
    /** The same, and makes a guest of whoever is neither. */
    welcomeVisitor: preHandlerAsyncHookHandler;
  }
  interface FastifyRequest {
    /** The guest who asks; undefined where a player who is logged in does. */
    guest: string | undefined;
  }
}

/** The name of all guests in the ledger; nobody else sees it. */
const NAME = 'Invité';

/**
 * Who is at the page: a player by the session, else a guest. A player whose browser was a guest's before has first of
 * all what that guest played.
 */
export const visitors = fp<{ moveGuest: ScoreClient['moveGuest'] }>(
  async (app, { moveGuest }) => {
    /** @param without whether a player is admitted whose guest's plays could not be moved yet */
    async function admitPlayer(
      request: FastifyRequest,
      reply: FastifyReply,
      without = false,
    ): Promise<boolean> {
      if (!(await app.admitPlayer(request, reply))) return false;
      const guest = app.guestCookie.read(request);
      if (guest !== undefined && !(await isMoved(guest, request))) return without;
      app.guestCookie.clear(request, reply);
      return true;
    }

    /**
     * A full store must not keep a player from reading: until there is room it is the guest who reads, and finds all that
     * was played.
     */
    async function isMoved(guest: string, request: FastifyRequest): Promise<boolean> {
      try {
        await moveGuest(guest, request.player, request.id);
        return true;
      } catch (error) {
        const isFull = error instanceof ServiceError && error.statusCode === 507;
        if (isFull && request.method === 'GET') return false;
        throw error;
      }
    }

    app.decorateRequest('guest', undefined);
    app.decorate('requirePlayer', async (request, reply) => {
      if (!(await admitPlayer(request, reply, true))) throw loginRequired();
    });
    app.decorate('requireVisitor', async (request, reply) => {
      if (await admitPlayer(request, reply)) return;
      const guest = app.guestCookie.read(request);
      if (guest === undefined) throw notLoggedIn();
      admitGuest(request, guest);
    });
    app.decorate('welcomeVisitor', async (request, reply) => {
      if (await admitPlayer(request, reply)) return;
      admitGuest(request, app.guestCookie.read(request) ?? app.guestCookie.make(reply));
    });
  },
  { name: 'visitors', dependencies: ['sessions', 'guest-cookie'] },
);

function admitGuest(request: FastifyRequest, guest: string): void {
  request.guest = guest;
  request.player = { id: guest, name: NAME };
}

function loginRequired(): ServiceError {
  return new ServiceError(401, 'login_required', 'Il faut un compte pour cela.');
}
