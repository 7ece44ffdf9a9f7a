import { setTimeout as wait } from 'node:timers/promises';
import { Agent } from 'undici';

/** How often a request is sent whose connection broke before there was an answer. */
const TRIES = 5;

/** Before the second try, in milliseconds; twice as much before each further one. */
const PAUSE = 50;

/** In milliseconds. */
const ANSWER_WITHIN = 30_000;

/**
 * `localhost` is both loopback addresses, whatever the hosts file says, as it is for browsers: one HAProxy listens on
 * each. Node.js then tries the second when the first refuses.
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
 * `fetch` as a browser does it: tries both addresses of `localhost`, and sends a request again whose kept connection
 * was closed without an answer (RFC 9110, section 9.2.2; browsers do it for a POST too); so HAProxy tells a client that
 * the server behind such a connection has just gone, and so ends a connection whose HAProxy is killed. Redirects are
 * left to the caller.
 *
 * @throws as `fetch` does, once it was tried five times
 */
export async function fetchEither(url: string, init: RequestInit): Promise<Response> {
  for (let tries = 1; ; tries++) {
    try {
      const more = { dispatcher, redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN) };
      return await fetch(url, { ...init, ...more } as RequestInit);
    } catch (error) {
      const code = error instanceof Error ? (error.cause as { code?: string } | undefined)?.code : undefined;
      if (tries === TRIES || !['UND_ERR_SOCKET', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(code ?? ''))
        throw error;
      await wait(PAUSE * 2 ** (tries - 1));
    }
  }
}
