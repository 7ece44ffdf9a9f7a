import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Send, SendInit } from '@motus/testing/player';

/** How long a try waits for its answer, as the page does, in milliseconds. */
const PATIENCE = 10_000;
/** After this many milliseconds without a connection the next address is tried (RFC 8305, section 5). */
const CONNECT_WITHIN = 250;
/**
 * The pauses before a request without any answer is sent again, in milliseconds: at once, as browsers do when a kept
 * connection turns out to be closed, then as the page does; no more once the first sending is that long ago.
 */
const PAUSES = [0, 500, 1000, 2000, 4000];
const GIVE_UP_AFTER = PATIENCE + 1000;
/** The two addresses that `localhost` means. */
const LOOPBACK: Record<string, readonly string[]> = {
  localhost: ['127.0.0.1', '::1'],
  '127.0.0.1': ['127.0.0.1'],
  '[::1]': ['::1'],
};

/** What became of one request of a client. */
export interface Outcome {
  /** When it was sent, as `performance.now()`. */
  readonly at: number;
  /** From then until its answer, in milliseconds. */
  readonly took: number;
  readonly request: string;
  /** How many times it was sent. */
  readonly tries: number;
  /** 0 where no answer came. */
  readonly status: number;
  /** What a player would see as failed: an error, or no answer at all after all tries. */
  readonly failed: boolean;
  /** Failed with 503 and Retry-After: nothing was done, and it may be sent again. */
  readonly refused: boolean;
  /** For a failed one, what there is to know. */
  readonly detail?: string;
}

/** Sends requests as a browser does, and tells what became of each; redirects are for the caller. */
export interface Client {
  /**
   * @param preferred even or odd: which address is tried first; browsers differ in it, and so do players
   * @param tell called once for each request, before its answer is handed on
   */
  sender(preferred: number, tell: (outcome: Outcome) => void): Send;
  close(): void;
}

/** No answer came. Where there was not even a connection, the server behind another address may be asked. */
class NoAnswer extends Error {
  readonly connected: boolean;
  constructor(message: string, connected: boolean) {
    super(message);
    this.connected = connected;
  }
}

/** @throws Error where the address is not on this machine */
export function assertLoopback(origin: string): void {
  const host = URL.parse(origin)?.hostname ?? '';
  if (!(host in LOOPBACK))
    throw new Error(`the drill speaks to this machine only, and ${origin} is not on it`);
}

/**
 * Every sending waits for its answer up to 10 seconds; a request that gets none is sent again exactly as it was, for
 * about as long: all that a player can send is safe to repeat. An answer is never asked for again, whatever it says.
 */
export function createClient(): Client {
  // Connections are kept and shared, as in a browser; one pool for each address.
  const agents = new Map(['127.0.0.1', '::1'].map((host) => [host, new Agent({ keepAlive: true })]));

  async function sendOnce(url: URL, init: SendInit, hosts: readonly string[]): Promise<Response> {
    let last = new NoAnswer('no address', false);
    for (const host of hosts) {
      const agent = agents.get(host);
      try {
        return await exchange(url, init, { host, ...(agent && { agent }) });
      } catch (error) {
        if (!(error instanceof NoAnswer) || error.connected) throw error;
        last = error;
      }
    }
    throw last;
  }

  return {
    sender: (preferred, tell) => async (address, init) => {
      assertLoopback(address);
      const url = new URL(address);
      const known = LOOPBACK[url.hostname] ?? [];
      const hosts = preferred % 2 === 0 ? known : known.toReversed();
      const at = performance.now();
      const report = (tries: number, status: number, refused: boolean, detail?: string) =>
        tell({
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
          report(tries, response.status, refused, failed ? describe(response) : undefined);
          return response;
        } catch (error) {
          if (!(error instanceof NoAnswer)) throw error;
          const wait = PAUSES[tries - 1];
          if (wait === undefined || performance.now() - at + wait > GIVE_UP_AFTER) {
            report(tries, 0, false, error.message);
            throw error;
          }
          if (wait > 0) await pause(wait);
        }
      }
    },
    close() {
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

function exchange(url: URL, init: SendInit, to: { host: string; agent?: Agent }): Promise<Response> {
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
      clearTimeout(patience);
      reject(new NoAnswer(error.message, connected));
    };
    const patience = setTimeout(
      () => sent.destroy(new Error(`no answer within ${PATIENCE / 1000} s`)),
      PATIENCE,
    );
    sent.on('socket', (socket) => {
      connected = !socket.connecting;
      if (connected) return;
      const slow = setTimeout(() => sent.destroy(new Error('no connection')), CONNECT_WITHIN);
      socket.once('connect', () => {
        connected = true;
        clearTimeout(slow);
      });
      socket.once('close', () => clearTimeout(slow));
    });
    sent.on('error', fail);
    sent.on('response', async (response) => {
      try {
        const text = Buffer.concat(await response.toArray()).toString();
        clearTimeout(patience);
        resolve(responseOf(response, text));
      } catch (error) {
        // It broke off in the middle.
        fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
    sent.end(body);
  });
}

function responseOf(message: IncomingMessage, text: string): Response {
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const status = message.statusCode ?? 0;
  return new Response([204, 205, 304].includes(status) ? null : text, { status, headers });
}

function describe(response: Response): string {
  return `${response.status}, request ${response.headers.get('x-request-id') ?? 'without id'}`;
}
