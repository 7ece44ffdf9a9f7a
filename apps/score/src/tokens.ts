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
import { verifiedTokens } from './verified-tokens.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Admits only the game itself, by its own token with the scope `score:write`. */
    requireGame: preHandlerAsyncHookHandler;
    /** Admits a player, by a token with the scope `score:read`; sets `request.playerId`. */
    requirePlayer: preHandlerAsyncHookHandler;
    /** Admits the game, which asks for the guest whom the path names; sets `request.playerId`. */
    requireGuest: preHandlerAsyncHookHandler;
    /** Admits an operator, by a token with the scope `score:operate`; sets `request.playerId`. */
    requireOperator: preHandlerAsyncHookHandler;
  }
  interface FastifyRequest {
    /** The subject of the player's token, or the guest; empty where neither was required. */
    playerId: string;
    /** The player, with the name that the token tells. */
    player: Player;
  }
}

/**
 * The resource server's side of OAuth 2.0: bearer tokens (RFC 6750) that are JWT access tokens (RFC 9068) of our own
 * issuer for this audience.
 *
 * @param options.keysUrl where the issuer's keys are, by way of HAProxy
 */
export const tokens = fp<{ issuer: string; keysUrl: string; internalClient: InternalClient }>(
  async (app, { issuer, keysUrl, internalClient }) => {
    const keys = createRemoteJwks(internalClient, keysUrl);
    const verified = verifiedTokens();

    const claimsOf = async (request: FastifyRequest): Promise<JWTPayload> => {
      const token = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined) throw new ServiceError(401, 'token_missing', 'Un jeton d’accès est requis.');
      const known = verified.claims(token);
      if (known !== undefined) return known;
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience: SCORE_AUDIENCE,
          typ: 'at+jwt',
          algorithms: ['ES256'],
          clockTolerance: CLOCK_TOLERANCE,
        });
        verified.remember(token, payload);
        return payload;
      } catch (cause) {
        if (isVerdict(cause))
          throw new ServiceError(401, 'token_invalid', 'Le jeton d’accès n’est pas valable.', { cause });
        throw new ServiceError(503, 'try_again', 'Le service est momentanément indisponible.', { cause });
      }
    };

    /** Admits the subject of a token that has a scope. */
    const admit = async (request: FastifyRequest, scope: string) => {
      const claims = await claimsOf(request);
      requireScope(claims, scope);
      // A guest has no account: who comes with such a token wants to read what is somebody else's.
      if (claims.sub === undefined || isGuest(claims.sub)) throw forbidden();
      request.playerId = claims.sub;
      request.player = { id: claims.sub, name: typeof claims.name === 'string' ? claims.name : claims.sub };
    };

    app.decorateRequest('playerId', '');
    app.decorateRequest('player');
    const admitGame = async (request: FastifyRequest) => {
      const claims = await claimsOf(request);
      if (claims.client_id !== MOTUS_CLIENT_ID) throw forbidden();
      requireScope(claims, SCOPE_SCORE_WRITE);
    };
    app.decorate('requireGame', admitGame);
    app.decorate('requireGuest', async (request) => {
      await admitGame(request);
      const { guest } = request.params as { guest: string };
      if (!isGuest(guest)) throw new ServiceError(400, 'bad_request', 'La requête est mal formée.');
      request.playerId = guest;
    });
    app.decorate('requirePlayer', (request) => admit(request, SCOPE_SCORE_READ));
    app.decorate('requireOperator', (request) => admit(request, SCOPE_SCORE_OPERATE));
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

/** True where the token was judged; false where the issuer's keys could not be had to judge it. */
function isVerdict(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  // A bare JOSEError is what jose throws when the keys' address answers with anything but 200.
  return error instanceof errors.JOSEError && error.constructor !== errors.JOSEError;
}
