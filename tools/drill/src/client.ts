import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Send, SendInit } from '@motus/testing/player';

/** The timeout of each try, the same as in the page. */
const ANSWER_TIMEOUT_MS = 10_000;
/** After this time without a connection the next address is tried (RFC 8305, section 5). */
const CONNECT_TIMEOUT_MS = 250;
/**
 * The delays before a request without an answer is sent again: first at once, as a browser does when the server has closed
 * a kept connection, then the same delays as in the page.
 */
const RETRY_DELAYS_MS = [0, 500, 1000, 2000, 4000];
/** No retry starts later than this after the first sending. */
const MAX_RETRY_MS = ANSWER_TIMEOUT_MS + 1000;
/** The addresses of each host name that means this machine. */
const LOOPBACK_ADDRESSES: Record<string, readonly string[]> = {
  localhost: ['127.0.0.1', '::1'],
  '127.0.0.1': ['127.0.0.1'],
  '[::1]': ['::1'],
};

/** The outcome of one request, including its retries. */
export interface RequestOutcome {
  /** The time of the first sending, as `performance.now()`. */
  readonly at: number;
  /** The time from the first sending to the answer, in milliseconds. */
  readonly took: number;
  /** Method and path. */
  readonly request: string;
  /** How many times it was sent. */
  readonly tries: number;
  /** The status of the answer; 0 without an answer. */
  readonly status: number;
  /** Whether a player would see a failure: a status of 400 or more, or no answer after all retries. */
  readonly failed: boolean;
  /** Whether the answer was 503 with Retry-After: nothing was written, and the request may be repeated. */
  readonly refused: boolean;
  /** For a failed request: status and request id, or the error of the connection. */
  readonly detail?: string;
}

/** Sends requests as a browser does, and reports the outcome of each. Redirects are left to the caller. */
export interface Client {
  /**
   * @param number even: 127.0.0.1 is tried first, odd: ::1, because browsers differ in this
   * @param onOutcome called once for each request, before its answer is returned
   */
  sender(number: number, onOutcome: (outcome: RequestOutcome) => void): Send;
  close(): void;
}

/** A request got no answer. Without a connection, it may be repeated at the other address. */
class NoAnswerError extends Error {
  readonly connected: boolean;
  constructor(message: string, connected: boolean) {
    super(message);
    this.connected = connected;
  }
}

/** @throws Error if the address is not on this machine */
export function assertLoopback(origin: string): void {
  const host = URL.parse(origin)?.hostname ?? '';
  if (!(host in LOOPBACK_ADDRESSES))
    throw new Error(`the drill connects to this machine only: ${origin} is not on it`);
}

/**
 * Creates a client that waits up to 10 seconds for each answer, and repeats a request without an answer unchanged for up to
 * 11 seconds: every request of a player is safe to repeat. An answer ends the request, whatever its status.
 */
export function createClient(): Client {
  // Connections are kept alive and shared, as in a browser, with one pool for each address.
  const agents = new Map(['127.0.0.1', '::1'].map((host) => [host, new Agent({ keepAlive: true })]));

  async function sendOnce(url: URL, init: SendInit, hosts: readonly string[]): Promise<Response> {
    let lastError = new NoAnswerError('no address', false);
    for (const host of hosts) {
      const agent = agents.get(host);
      try {
        return await sendRequest(url, init, { host, ...(agent && { agent }) });
      } catch (error) {
        if (!(error instanceof NoAnswerError) || error.connected) throw error;
        lastError = error;
      }
    }
    throw lastError;
  }

  return {
    sender: (number, onOutcome) => async (address, init) => {
      assertLoopback(address);
      const url = new URL(address);
      const addresses = LOOPBACK_ADDRESSES[url.hostname] ?? [];
      const hosts = number % 2 === 0 ? addresses : addresses.toReversed();
      const at = performance.now();
      const report = (tries: number, status: number, refused: boolean, detail?: string) =>
        onOutcome({
          at,
          took: performance.now() - at,
          request: `${init.method ?? 'GET'} ${url.pathname}`,
          tries,
          status,
          failed: status === 0 || status >= 400,
          refused,
          ...(detail !== undefined && { detail }),
        });
      for (let tries = 1; ; tries++) {
        try {
          const response = await sendOnce(url, init, hosts);
          const failed = response.status >= 400;
          const refused = response.status === 503 && response.headers.has('retry-after');
          report(tries, response.status, refused, failed ? describeFailure(response) : undefined);
          return response;
        } catch (error) {
          if (!(error instanceof NoAnswerError)) throw error;
          const delay = RETRY_DELAYS_MS[tries - 1];
          if (delay === undefined || performance.now() - at + delay > MAX_RETRY_MS) {
            report(tries, 0, false, error.message);
            throw error;
          }
          if (delay > 0) await pause(delay);
        }
      }
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

/** Sends a request once to one address. @throws NoAnswerError */
function sendRequest(url: URL, init: SendInit, to: { host: string; agent?: Agent }): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers, body } = init;
    let connected = false;
    const sent = request({
      ...to,
      port: url.port || 80,
      path: `${url.pathname}${url.search}`,
      method,
      headers: {
        ...headers,
        host: url.host,
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      },
    });
    const fail = (error: Error) => {
      clearTimeout(answerTimer);
      reject(new NoAnswerError(error.message, connected));
    };
    const answerTimer = setTimeout(
      () => sent.destroy(new Error(`no answer within ${ANSWER_TIMEOUT_MS / 1000} s`)),
      ANSWER_TIMEOUT_MS,
    );
    sent.on('socket', (socket) => {
      connected = !socket.connecting;
      if (connected) return;
      const connectTimer = setTimeout(() => sent.destroy(new Error('no connection')), CONNECT_TIMEOUT_MS);
      socket.once('connect', () => {
        connected = true;
        clearTimeout(connectTimer);
      });
      socket.once('close', () => clearTimeout(connectTimer));
    });
    sent.on('error', fail);
    sent.on('response', async (response) => {
      try {
        const text = Buffer.concat(await response.toArray()).toString();
        clearTimeout(answerTimer);
        resolve(toResponse(response, text));
      } catch (error) {
        // The connection was closed in the middle of the body.
        fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
    sent.end(body);
  });
}

function toResponse(message: IncomingMessage, text: string): Response {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const status = message.statusCode ?? 0;
  return new Response([204, 205, 304].includes(status) ? null : text, { status, headers });
}

function describeFailure(response: Response): string {
  return `${response.status}, request ${response.headers.get('x-request-id') ?? 'without id'}`;
}
