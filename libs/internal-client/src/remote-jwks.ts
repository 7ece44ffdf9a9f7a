import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import type { InternalClient } from './internal-client.ts';

/** The least time between two fetches that are due to an unknown key id, in milliseconds. */
const COOLDOWN_MS = 1000;

/**
 * The public keys of the auth service, for `jwtVerify` of jose: fetched through HAProxy when the first token is verified,
 * again when a token names an unknown key, and every ten minutes.
 *
 * @param keysUrl the JWK Set (RFC 7517) of the issuer, below INTERNAL_URL
 */
export function createRemoteJwks(internalClient: InternalClient, keysUrl: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(keysUrl), {
    [customFetch]: (url, init) => internalClient.fetch(url, init),
    cooldownDuration: COOLDOWN_MS,
  });
}
