import { Agent as HttpAgent } from 'node:http';
import { Pool } from 'undici';
import { addressesOf } from './addresses.ts';
import { firstAnswer } from './first-answer.ts';

/** A request to another service; safe to repeat, whatever its method. */
export interface EdgeCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface EdgeAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * The way to the other services: by HAProxy, of which there are two behind one name. Either may be gone, restart or
 * hang at any time; and what it says about a service it says after having tried both twins of that.
 */
export interface Edge {
  /**
   * Sends a request, and again by the other HAProxy when the first breaks or is silent.
   *
   * @returns what was answered, whatever its status
   * @throws EdgeUnavailableError when nobody answered in time
   */
  call(call: EdgeCall): Promise<EdgeAnswer>;
  /** The same as a `fetch` of the addresses that begin with the edge's URL, for libraries that read from one. */
  fetch(url: string | URL, init?: { headers?: ConstructorParameters<typeof Headers>[0] }): Promise<Response>;
  /** For what must be sent once only: connections to an HAProxy that takes them, the one first that answered last. */
  readonly agent: HttpAgent;
  close(): Promise<void>;
}

/** Nobody answered a call: neither HAProxy, or no service behind them, or none in time. */
export class EdgeUnavailableError extends Error {
  override name = 'EdgeUnavailableError';
  readonly statusCode = 503;
}

/** Longer than a service waits for its store (8 s). In milliseconds. */
const ANSWER_WITHIN = 10_000;

/** An address that is nobody's is given up after that, in milliseconds. */
const CONNECT_WITHIN = 500;

/** @param edgeUrl scheme, name and port of the edge's inner side (EDGE_URL) */
export function createEdge(edgeUrl: string): Edge {
  const { origin, hostname, port } = new URL(edgeUrl);
  const addresses = addressesOf(hostname);
  const pools = new Map<string, Pool>();
  let answeredLast = '';

  /** All addresses, the one first that answered last. */
  async function ordered(): Promise<readonly string[]> {
    const known = await addresses();
    prune(known);
    return known.includes(answeredLast)
      ? [answeredLast, ...known.filter((address) => address !== answeredLast)]
      : known;
  }

  function poolOf(address: string): Pool {
    const made = pools.get(address);
    if (made !== undefined) return made;
    const host = address.includes(':') ? `[${address}]` : address;
    const pool = new Pool(`http://${host}:${port || 80}`, {
      connections: 64,
      // An idle connection is kept for less time than HAProxy keeps it (60 s), so that none is used that it just closes.
      keepAliveTimeout: 30_000,
      connect: { timeout: CONNECT_WITHIN },
      headersTimeout: ANSWER_WITHIN,
      bodyTimeout: ANSWER_WITHIN,
    });
    pools.set(address, pool);
    return pool;
  }

  /** Lets go of addresses that no longer belong to the name. */
  function prune(known: readonly string[]): void {
    for (const [address, pool] of pools) {
      if (known.includes(address)) continue;
      pools.delete(address);
      pool.close().catch(() => undefined);
    }
  }

  async function call({ method, path, headers = {}, body }: EdgeCall): Promise<EdgeAnswer> {
    const allHeaders = { ...headers, host: `${hostname}:${port}` };
    const answered = firstAnswer(ordered, ANSWER_WITHIN, async (address, signal, again) => {
      const reply = await poolOf(address).request({
        method,
        path,
        // HAProxy then chooses another instance where it would send to the same, which may be what is silent.
        headers: again ? { ...allHeaders, 'x-sent-again': 'true' } : allHeaders,
        body: body ?? null,
        signal,
      });
      return { status: reply.statusCode, text: await reply.body.text() };
    });
    const { by, answer } = await answered.catch((cause: unknown) => {
      throw new EdgeUnavailableError(`no answer to ${method} ${path.split('/', 2).join('/')}/…`, { cause });
    });
    answeredLast = by;
    return answer;
  }

  return {
    call,
    async fetch(url, init = {}) {
      const { pathname, search } = new URL(url, origin);
      const headers = Object.fromEntries(new Headers(init.headers));
      const { status, text } = await call({ method: 'GET', path: pathname + search, headers });
      return new Response(text, { status });
    },
    agent: new HttpAgent({
      keepAlive: false,
      lookup: (_host, _options, callback) => {
        const asEntries = (known: readonly string[]) =>
          known.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        ordered().then(
          (known) => callback(null, asEntries(known)),
          (error) => callback(error, []),
        );
      },
    }),
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
    },
  };
}
