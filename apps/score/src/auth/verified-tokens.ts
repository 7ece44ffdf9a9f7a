import { CLOCK_TOLERANCE } from '@motus/contracts';
import { BoundedMap } from '@motus/service';
import type { JWTPayload } from 'jose';

/**
 * How long a verified token is cached: verifying a signature takes a third of the time of a whole batch of attempts. The
 * cost is small: no token can be revoked before it expires anyway, and a token whose key the issuer has withdrawn is
 * refused a minute later than without the cache (jose caches the keys themselves for ten).
 */
const MAX_AGE_MS = 60_000;

/** About 1.5 KB each. */
const MAX_TOKENS = 2000;

/** A cache of tokens whose signature and claims were verified, by the whole token: a changed token is another one. */
export interface VerifiedTokens {
  /** The claims of a token that was verified within the last minute and has not expired. */
  get(token: string): JWTPayload | undefined;
  /** Caches a token; not one that never expires. */
  add(token: string, claims: JWTPayload): void;
}

/** @param now the clock, in milliseconds since the Unix epoch */
export function createVerifiedTokens(now: () => number): VerifiedTokens {
  const tokens = new BoundedMap<string, { claims: JWTPayload; since: number; until: number }>(MAX_TOKENS);
  return {
    get(token) {
      const found = tokens.get(token);
      if (found === undefined) return undefined;
      const time = now();
      // The lower bound, because a clock that is set back must not extend the cache.
      if (found.since <= time && time < found.until) return found.claims;
      tokens.delete(token);
      return undefined;
    },

    add(token, claims) {
      if (claims.exp === undefined) return;
      const since = now();
      // RFC 7519 section 4.1.4: in seconds; a token must not be accepted on or after it, plus the clock tolerance.
      const expiresAt = (claims.exp + CLOCK_TOLERANCE) * 1000;
      tokens.set(token, { claims, since, until: Math.min(expiresAt, since + MAX_AGE_MS) });
    },
  };
}
