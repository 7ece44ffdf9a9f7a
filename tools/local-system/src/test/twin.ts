import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';

/** A request that a twin has received. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A fake service instance inside the test: a real HTTP server that can be made to fail. */
export class Twin {
  readonly name: string;
  readonly port: number;
  /** The requests that it has received, without health checks. */
  readonly requests: ReceivedRequest[] = [];
  /** How many health checks it has received. */
  checks = 0;
  /** Whether health checks succeed. */
  ready = true;
  /** Accepts connections and never answers, like a stopped process (SIGSTOP). */
  hangs = false;
  /** Replaces the default answer, which is its name. */
  answer: RequestListener | undefined;
  #server: Server | undefined;

  constructor(name: string, port: number) {
    this.name = name;
    this.port = port;
  }

  async start(): Promise<void> {
    this.#server = createServer(async (request, response) => {
      if (this.hangs) return;
      if (request.url === '/health/ready') {
        this.checks += 1;
        response.writeHead(this.ready ? 200 : 503).end();
        return;
      }
      const body = Buffer.concat(await request.toArray()).toString();
      this.requests.push({
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body,
      });
      if (this.answer) this.answer(request, response);
      else response.end(this.name);
    });
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Behaves like a killed process: resets all connections and stops listening. */
  crash(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
    this.#server = undefined;
  }
}
