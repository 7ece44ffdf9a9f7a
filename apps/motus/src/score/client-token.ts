import { MOTUS_CLIENT_ID, PROVIDER_PATHS, SCOPE_SCORE_WRITE } from '@motus/contracts';
import type { InternalClient } from '@motus/internal-client';
import { tryAgain, UnexpectedResponseError } from '@motus/service';

/** A token is replaced this long before it expires, so that it does not expire on the way. In milliseconds. */
const RENEW_EARLY_MS = 60_000;

/** The access token of the game itself, by client credentials (RFC 6749, section 4.4). */
export interface ClientToken {
  /** Resolves with a valid token; concurrent calls share one request. Rejects with a `ServiceError` 503. */
  get(): Promise<string>;
  /** Forgets a token that was refused, so that the next `get` fetches another. */
  forget(token: string): void;
}

/** @param options.now the clock, in milliseconds since the Unix epoch */
export function clientToken(options: {
  internalClient: InternalClient;
  secret: string;
  now: () => number;
}): ClientToken {
  let current: { token: Promise<string>; value?: string; until: number } | undefined;

  async function fetchToken(): Promise<{ token: string; until: number }> {
    const requestedAt = options.now();
    const credentials = Buffer.from(`${MOTUS_CLIENT_ID}:${options.secret}`).toString('base64');
    const { status, text } = await options.internalClient.call({
      method: 'POST',
      path: PROVIDER_PATHS.token,
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: SCOPE_SCORE_WRITE }).toString(),
    });
    if (status !== 200)
      throw new UnexpectedResponseError('the auth service issued no token', { status, text });
    const answer = JSON.parse(text) as { access_token: string; expires_in: number };
    return { token: answer.access_token, until: requestedAt + answer.expires_in * 1000 - RENEW_EARLY_MS };
  }

  return {
    get() {
      if (current !== undefined && current.until > options.now()) return current.token;
      const fetched = fetchToken();
      const pending = {
        token: fetched.then(({ token }) => token),
        until: Number.POSITIVE_INFINITY,
        value: '',
      };
      current = pending;
      fetched.then(
        ({ token, until }) => Object.assign(pending, { value: token, until }),
        () => {
          if (current === pending) current = undefined;
        },
      );
      return pending.token.catch((cause) => {
        throw tryAgain('Le service est momentanément indisponible.', cause);
      });
    },
    forget(token) {
      if (current?.value === token) current = undefined;
    },
  };
}
