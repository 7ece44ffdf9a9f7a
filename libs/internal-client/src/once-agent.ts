import { type AgentOptions, type ClientRequest, Agent as HttpAgent } from 'node:http';
import { type CallSpan, tracing } from '@motus/tracing';
import { type CallMetrics, peerOf } from './call-metrics.ts';

/** The method by which an agent gets its requests from `node:http`; not in its types. */
type AddRequest = (this: HttpAgent, request: ClientRequest, ...rest: unknown[]) => void;

const { addRequest } = HttpAgent.prototype as unknown as { addRequest: AddRequest };

/**
 * Creates an agent for HTTP clients of other libraries: counts their requests, and gives each the id and the trace of the
 * request that caused it. No class with private members, because simple-oauth2 clones its agent.
 */
export function createOnceAgent(
  options: AgentOptions,
  { metrics, requestId }: { metrics: CallMetrics; requestId: () => string | undefined },
): HttpAgent {
  const addCounted: AddRequest = function (request, ...rest) {
    const id = requestId();
    if (id !== undefined) request.setHeader('x-request-id', id);
    const span = startSpan(request);
    const started = performance.now();
    let status: number | undefined;
    request.once('response', ({ statusCode }) => {
      status = statusCode;
    });
    request.once('close', () => {
      metrics.onEnd(peerOf(request.path), status, started);
      span?.end(status === undefined ? 'unavailable' : status >= 400 ? String(status) : undefined);
    });
    addRequest.call(this, request, ...rest);
  };
  return Object.assign(new HttpAgent(options), { addRequest: addCounted });
}

/** Starts the span of a request, and adds the headers by which its server continues the trace. */
function startSpan(request: ClientRequest): CallSpan | undefined {
  const peer = peerOf(request.path);
  const span = tracing()?.startCall(`${request.method} ${peer}`, {
    'http.request.method': request.method,
    'peer.service': peer,
  });
  for (const [name, value] of Object.entries(span?.headers ?? {})) request.setHeader(name, value);
  return span;
}
