import type { Player } from '@motus/contracts';
import { ServiceError } from '@motus/service';
import type { FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import fp from 'fastify-plugin';
import { notLoggedIn } from '../not-logged-in.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Admits a player; sets `request.player`, `playerToken` and `operator`. Without a session 401 `login_required`. */
    requirePlayer: preHandlerAsyncHookHandler;
    /** Admits a player, or a guest: then it sets `request.player` and `guest`. Without either 401 `not_logged_in`. */
    requireVisitor: preHandlerAsyncHookHandler;
    /** Admits a player or a guest, and creates a guest where there is neither. */
    welcomeVisitor: preHandlerAsyncHookHandler;
  }
  interface FastifyRequest {
    /** The id of the guest; undefined for a player who is logged in. */
    guest: string | undefined;
  }
}

/** The name of all guests in the ledger; nobody else sees it. */
const GUEST_NAME = 'Invité';

/**
 * Merges what a guest played into an account, unless another account has it already. Repeating it changes nothing. Rejects
 * with a `ServiceError`: 507 where the store has no room for writes.
 */
type MergeGuest = (guest: string, account: Player) => Promise<void>;

/**
 * Identifies who is at the page: a player by the session, else a guest. The first request that brings both merges the
 * guest's plays into the account before it is answered.
 */
export const visitors = fp<{ mergeGuest: MergeGuest }>(
  async (app, { mergeGuest }) => {
    /** @param unmerged whether a player is admitted whose guest's plays could not be merged yet */
    async function admitPlayer(
      request: FastifyRequest,
      reply: FastifyReply,
      unmerged = false,
    ): Promise<boolean> {
      if (!(await app.admitPlayer(request, reply))) return false;
      const guest = app.guestCookie.read(request);
      if (guest !== undefined && !(await isMerged(guest, request))) return unmerged;
      app.guestCookie.clear(request, reply);
      return true;
    }

    /**
     * A full store must not keep a player from reading: until there is room, a read is answered as the guest's, with
     * everything that the guest played.
     */
    async function isMerged(guest: string, request: FastifyRequest): Promise<boolean> {
      try {
        await mergeGuest(guest, request.player);
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

/** Admits operators; after `requirePlayer`. The score service checks the token itself and decides. */
export async function requireOperator({ operator }: FastifyRequest): Promise<void> {
  if (!operator) throw new ServiceError(403, 'not_operator', 'Cela est réservé aux opérateurs du jeu.');
}

function admitGuest(request: FastifyRequest, guest: string): void {
  request.guest = guest;
  request.player = { id: guest, name: GUEST_NAME };
}

function loginRequired(): ServiceError {
  return new ServiceError(401, 'login_required', 'Il faut un compte pour cela.');
}
