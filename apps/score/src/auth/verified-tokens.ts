import { CLOCK_TOLERANCE } from '@motus/contracts';
import type { JWTPayload } from 'jose';

/**
 * For how long a verified token is taken as such, in milliseconds. To verify a signature takes a third of the time that a
 * group of attempts takes. What is given up is little: no token can be called back before it expires anyhow, and one
 * whose key the issuer has withdrawn is refused a minute later than before (jose keeps the keys themselves for ten).
 */
const REMEMBERED_FOR = 60_000;

/** About 1.5 KB each. */
const REMEMBERED_AT_MOST = 2000;

/** Tokens whose signature and claims were verified. The whole token is the key: a changed one is another one. */
export interface VerifiedTokens {
  /** The claims of a token that was verified a short while ago and has not expired. */
  claims(token: string): JWTPayload | undefined;
  remember(token: string, claims: JWTPayload): void;
}

export function verifiedTokens(): VerifiedTokens {
  const known = new Map<string, { claims: JWTPayload; since: number; until: number }>();
  return {
    claims(token) {
      const found = known.get(token);
      if (found === undefined) return undefined;
      const now = Date.now();
      // A clock that was set back must not make it known for longer.
      if (found.since <= now && now < found.until) return found.claims;
      known.delete(token);
      return undefined;
    },

    remember(token, claims) {
      // A map keeps the order of insertion: the first is the oldest.
      const [oldest] = known.keys();
      if (known.size >= REMEMBERED_AT_MOST && oldest !== undefined) known.delete(oldest);
      if (claims.exp === undefined) return;
      const since = Date.now();
      // RFC 7519 section 4.1.4: in seconds; not to be accepted on or after it, but for the tolerance.
      const expires = (claims.exp + CLOCK_TOLERANCE) * 1000;
      known.set(token, { claims, since, until: Math.min(expires, since + REMEMBERED_FOR) });
    },
  };
}
