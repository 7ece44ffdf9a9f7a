import { setTimeout as wait } from 'node:timers/promises';
import { Agent } from 'undici';

/** How often a request is sent at most, when its connection breaks before the response. */
const TRIES = 5;

/** The pause before the second try; it doubles before each further one. */
const FIRST_PAUSE_MS = 50;

const RESPONSE_TIMEOUT_MS = 30_000;

/**
 * Resolves `localhost` to both loopback addresses, whatever the hosts file says, as browsers do: one HAProxy listens on
 * each. Node.js tries the second when the first refuses the connection.
 */
const dispatcher = new Agent({
  connect: {
    lookup: (_host, _options, callback) =>
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '::1', family: 6 },
      ]),
  },
});

/**
 * Sends a request like a browser: tries both addresses of `localhost`, and repeats a request whose kept-alive connection was
 * closed without a response (RFC 9110, section 9.2.2; browsers do so for a POST, too). HAProxy closes such a connection when
 * the server behind it has gone, and a killed HAProxy closes all of them. Does not follow redirects.
 *
 * @throws the error of `fetch` after the fifth try
 */
export async function fetchEither(url: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      const more = { dispatcher, redirect: 'manual', signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS) };
      return await fetch(url, { ...init, ...more } as RequestInit);
    } catch (error) {
      const code = error instanceof Error ? (error.cause as { code?: string } | undefined)?.code : undefined;
      if (tries === TRIES || !['UND_ERR_SOCKET', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(code ?? ''))
        throw error;
      await wait(FIRST_PAUSE_MS * 2 ** (tries - 1));
    }
  }
}
