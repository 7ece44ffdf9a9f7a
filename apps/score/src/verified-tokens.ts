import type { JWTPayload } from 'jose';

/**
 * For how long a verified token is taken as such, in milliseconds. A signature costs more to verify than all the rest of
 * a request. What is given up is little: a token cannot be called back before it expires anyhow, and one whose key the
 * issuer has withdrawn is refused a minute later than that is known.
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
  const known = new Map<string, { claims: JWTPayload; until: number }>();
  return {
    claims(token) {
      const found = known.get(token);
      if (found === undefined || Date.now() < found.until) return found?.claims;
      known.delete(token);
      return undefined;
    },

    remember(token, claims) {
      // A map keeps the order of insertion: the first is the oldest.
      const [oldest] = known.keys();
      if (known.size >= REMEMBERED_AT_MOST && oldest !== undefined) known.delete(oldest);
      // RFC 7519 section 4.1.4: in seconds; not to be accepted on or after it. One without is not remembered.
      const expires = (claims.exp ?? 0) * 1000;
      known.set(token, { claims, until: Math.min(expires, Date.now() + REMEMBERED_FOR) });
    },
  };
}
