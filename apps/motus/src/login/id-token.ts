import { CLOCK_TOLERANCE, MOTUS_CLIENT_ID, Player } from '@motus/contracts';
import { createRemoteJwks, type InternalClient } from '@motus/internal-client';
import { jwtVerify } from 'jose';
import { Value } from 'typebox/value';

/**
 * Validates ID tokens as OpenID Connect Core 1.0, section 3.1.3.7 asks: signature, issuer, audience, expiry, nonce.
 *
 * @param options.keysUrl the address of the provider's keys, by way of HAProxy's internal port
 * @param options.now     the clock, in milliseconds since the Unix epoch
 * @returns a function from an ID token and its expected nonce to the player; rejects when anything is wrong
 */
export function idTokenReader(options: {
  issuer: string;
  keysUrl: string;
  internalClient: InternalClient;
  now: () => number;
}): (idToken: string, nonce: string) => Promise<Player> {
  const keys = createRemoteJwks(options.internalClient, options.keysUrl);
  return async (idToken, nonce) => {
    const { payload } = await jwtVerify(idToken, keys, {
      issuer: options.issuer,
      audience: MOTUS_CLIENT_ID,
      algorithms: ['ES256'],
      requiredClaims: ['sub', 'name', 'nonce', 'exp'],
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: new Date(options.now()),
    });
    if (payload.nonce !== nonce) throw new Error('the nonce of the ID token is not the one of this login');
    return Value.Parse(Player, { id: payload.sub, name: payload.name });
  };
}
