import {
  CLOCK_TOLERANCE,
  isGuest,
  MOTUS_CLIENT_ID,
  type Player,
  SCOPE_SCORE_OPERATE,
  SCOPE_SCORE_READ,
  SCOPE_SCORE_WRITE,
  SCORE_AUDIENCE,
} from '@motus/contracts';
import { createRemoteJwks, type InternalClient } from '@motus/internal-client';
import { ServiceError } from '@motus/service';
import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import fp from 'fastify-plugin';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { createVerifiedTokens } from './verified-tokens.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Authorizes the game itself, by its own token with the scope `score:write`. */
    requireGame: preHandlerAsyncHookHandler;
    /** Authorizes a player, by a token with the scope `score:read`; sets `request.playerId` and `request.player`. */
    requirePlayer: preHandlerAsyncHookHandler;
    /** Authorizes the game, on behalf of the guest that the path names; sets `request.playerId`. */
    requireGuest: preHandlerAsyncHookHandler;
    /** Authorizes an operator, by a token with the scope `score:operate`; sets `request.playerId` and `request.player`. */
    requireOperator: preHandlerAsyncHookHandler;
  }
  interface FastifyRequest {
    /** The subject of the player's token, or the guest; empty on routes that require neither. */
    playerId: string;
    /** The player, with the name in the token. */
    player: Player;
  }
}

/**
 * The resource server's side of OAuth 2.0: bearer tokens (RFC 6750) that are JWT access tokens (RFC 9068) of our own
 * issuer for this audience. The answer to a request without a valid token is 401, to one whose token lacks the scope 403,
 * and 503 if the keys of the issuer cannot be fetched.
 *
 * @param options.keysUrl where the issuer publishes its keys, reached through HAProxy
 * @param options.now     the clock, in milliseconds since the Unix epoch
 */
export const tokens = fp<{
  issuer: string;
  keysUrl: string;
  internalClient: InternalClient;
  now: () => number;
}>(
  async (app, { issuer, keysUrl, internalClient, now }) => {
    const keys = createRemoteJwks(internalClient, keysUrl);
    const verified = createVerifiedTokens(now);

    const claimsOf = async (request: FastifyRequest): Promise<JWTPayload> => {
      const token = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined) throw new ServiceError(401, 'token_missing', 'Un jeton d’accès est requis.');
      const cached = verified.get(token);
      if (cached !== undefined) return cached;
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience: SCORE_AUDIENCE,
          typ: 'at+jwt',
          algorithms: ['ES256'],
          clockTolerance: CLOCK_TOLERANCE,
          currentDate: new Date(now()),
        });
        verified.add(token, payload);
        return payload;
      } catch (cause) {
        if (isInvalidToken(cause))
          throw new ServiceError(401, 'token_invalid', 'Le jeton d’accès n’est pas valable.', { cause });
        throw new ServiceError(503, 'try_again', 'Le service est momentanément indisponible.', { cause });
      }
    };

    /** Authorizes the subject of a token that has a scope. */
    const authorizePlayer = async (request: FastifyRequest, scope: string) => {
      const claims = await claimsOf(request);
      requireScope(claims, scope);
      // Guests have no tokens: one that names a guest would read another person's plays.
      if (claims.sub === undefined || isGuest(claims.sub)) throw forbidden();
      request.playerId = claims.sub;
      request.player = { id: claims.sub, name: typeof claims.name === 'string' ? claims.name : claims.sub };
    };

    app.decorateRequest('playerId', '');
    app.decorateRequest('player');
    const authorizeGame = async (request: FastifyRequest) => {
      const claims = await claimsOf(request);
      if (claims.client_id !== MOTUS_CLIENT_ID) throw forbidden();
      requireScope(claims, SCOPE_SCORE_WRITE);
    };
    app.decorate('requireGame', authorizeGame);
    app.decorate('requireGuest', async (request) => {
      await authorizeGame(request);
      const { guest } = request.params as { guest: string };
      if (!isGuest(guest)) throw new ServiceError(400, 'bad_request', 'La requête est mal formée.');
      request.playerId = guest;
    });
    app.decorate('requirePlayer', (request) => authorizePlayer(request, SCOPE_SCORE_READ));
    app.decorate('requireOperator', (request) => authorizePlayer(request, SCOPE_SCORE_OPERATE));
  },
  { name: 'tokens' },
);

function requireScope(claims: JWTPayload, scope: string): void {
  const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  if (!scopes.includes(scope)) throw forbidden();
}

function forbidden(): ServiceError {
  return new ServiceError(403, 'scope_missing', 'Ce jeton ne donne pas ce droit.');
}

/** Whether the token is invalid; false if the keys to verify it could not be fetched. */
function isInvalidToken(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  // jose throws a plain JOSEError if the address of the keys answers with a status other than 200.
  return error instanceof errors.JOSEError && error.constructor !== errors.JOSEError;
}
