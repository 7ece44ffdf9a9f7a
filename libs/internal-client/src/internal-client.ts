import type { Agent as HttpAgent } from 'node:http';
import type { LookupFunction } from 'node:net';
import type { Registry } from 'prom-client';
import type { Addresses } from './addresses.ts';
import { createCallMetrics, peerOf } from './call-metrics.ts';
import { createHaproxyPools } from './haproxy-pools.ts';
import { hedgedRequest } from './hedged-request.ts';
import { createOnceAgent } from './once-agent.ts';

/** A request to another service; safe to repeat, whatever its method. */
export interface InternalRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface InternalResponse {
  readonly status: number;
  readonly text: string;
}

/**
 * Calls other services through the internal port of HAProxy. There are two HAProxies behind one host name, and either
 * may be gone, restart or hang at any time. An error answer of HAProxy comes after it has tried both twins of a service.
 */
export interface InternalClient {
  /**
   * Sends a request, and repeats it through the other HAProxy when the first one fails or is silent.
   *
   * @returns the response, whatever its status
   * @throws UpstreamUnavailableError when no response arrives in time
   */
  call(request: InternalRequest): Promise<InternalResponse>;
  /** The same as `call`, in the shape of `fetch`, for libraries that take one; for URLs that begin with INTERNAL_URL. */
  fetch(url: string | URL, init?: { headers?: ConstructorParameters<typeof Headers>[0] }): Promise<Response>;
  /**
   * For requests that must be sent only once: connects to the HAProxy that answered last, and to the other one when it
   * refuses the connection.
   */
  readonly agent: HttpAgent;
  /** Closes the connections, after the responses that are due. */
  close(): Promise<void>;
}

/** A call got no response: neither HAProxy is up, no service behind them is, or none answered in time. */
export class UpstreamUnavailableError extends Error {
  override name = 'UpstreamUnavailableError';
  readonly statusCode = 503;
}

/**
 * How long a call waits for its response, copies included, in milliseconds: as long as HAProxy waits for an instance
 * (`timeout server` in haproxy.cfg), and longer than a service waits for its store (8 s).
 */
export const RESPONSE_TIMEOUT_MS = 10_000;

/**
 * @param internalUrl       scheme, host name and port of HAProxy's internal port (INTERNAL_URL)
 * @param options.metrics   receives the metrics of the calls
 * @param options.requestId the id of the request that causes the current call, which the call carries as `X-Request-Id`;
 *                          undefined for none, then HAProxy gives the call an id
 */
export function createInternalClient(
  internalUrl: string,
  options: { metrics: Registry; requestId: () => string | undefined },
): InternalClient {
  const { requestId } = options;
  const metrics = createCallMetrics(options.metrics);
  const { origin, hostname, port } = new URL(internalUrl);
  const pools = createHaproxyPools(internalUrl, RESPONSE_TIMEOUT_MS);

  function sendToAll({ method, path, headers = {}, body }: InternalRequest) {
    const id = requestId();
    const allHeaders = {
      ...headers,
      ...(id === undefined ? {} : { 'x-request-id': id }),
      host: `${hostname}:${port}`,
    };
    return hedgedRequest(pools.addresses, RESPONSE_TIMEOUT_MS, async (address, signal, copy) => {
      if (copy === 'silence') metrics.onHedge(peerOf(path));
      const response = await pools.poolOf(address).request({
        method,
        path,
        // Makes HAProxy choose the other instance of a service that gets all its calls at one: that one may be silent.
        headers: copy === 'first' ? allHeaders : { ...allHeaders, 'x-sent-again': 'true' },
        body: body ?? null,
        signal,
      });
      return { status: response.statusCode, text: await response.body.text() };
    });
  }

  async function call(request: InternalRequest): Promise<InternalResponse> {
    const { method, path } = request;
    const started = performance.now();
    try {
      const { address, response } = await sendToAll(request);
      metrics.onEnd(peerOf(path), response.status, started);
      pools.prefer(address);
      return response;
    } catch (cause) {
      metrics.onEnd(peerOf(path), undefined, started);
      throw new UpstreamUnavailableError(`no answer to ${method} ${path.split('/', 2).join('/')}/…`, {
        cause,
      });
    }
  }

  return {
    call,
    async fetch(url, init = {}) {
      const { pathname, search } = new URL(url, origin);
      const headers = Object.fromEntries(new Headers(init.headers));
      const { status, text } = await call({ method: 'GET', path: pathname + search, headers });
      return new Response(text, { status });
    },
    agent: createOnceAgent({ keepAlive: false, lookup: lookupFrom(pools.addresses) }, { metrics, requestId }),
    close: pools.close,
  };
}

/** Resolves every host name with these addresses: a socket tries them in this order. */
function lookupFrom(addresses: Addresses): LookupFunction {
  const asEntries = (known: readonly string[]) =>
    known.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return (_host, _options, callback) => {
    addresses().then(
      (known) => callback(null, asEntries(known)),
      (error) => callback(error, []),
    );
  };
}
