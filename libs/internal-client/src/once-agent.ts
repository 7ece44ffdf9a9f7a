import { type AgentOptions, type ClientRequest, Agent as HttpAgent } from 'node:http';
import { type CallMetrics, peerOf } from './call-metrics.ts';

/** An agent for HTTP clients of other libraries, whose requests it counts, and gives the id of the request that caused them. */
export class OnceAgent extends HttpAgent {
  readonly #metrics: CallMetrics;
  readonly #requestId: () => string | undefined;

  constructor(options: AgentOptions & { metrics: CallMetrics; requestId: () => string | undefined }) {
    super(options);
    this.#metrics = options.metrics;
    this.#requestId = options.requestId;
  }

  /** Called by `node:http` with each new request, before its headers are sent. */
  addRequest(request: ClientRequest, ...rest: unknown[]): void {
    const id = this.#requestId();
    if (id !== undefined) request.setHeader('x-request-id', id);
    const started = performance.now();
    let status: number | undefined;
    request.once('response', ({ statusCode }) => {
      status = statusCode;
    });
    request.once('close', () => this.#metrics.onEnd(peerOf(request.path), status, started));
    // Not in the types of node:http, and the method by which every agent gets its requests.
    const { addRequest } = HttpAgent.prototype as unknown as { addRequest(...args: unknown[]): void };
    addRequest.call(this, request, ...rest);
  }
}
