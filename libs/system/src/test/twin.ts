import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';

/** What a twin was asked. */
export interface Seen {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A service instance, as far as HAProxy can tell, inside the test: a real server that can be made to fail. */
export class Twin {
  readonly name: string;
  readonly port: number;
  /** What it was asked, health checks apart. */
  readonly seen: Seen[] = [];
  /** How many times HAProxy asked whether it is ready. */
  checks = 0;
  /** What readiness answers. */
  ready = true;
  /** Takes connections and never answers, as a process that was stopped (SIGSTOP). */
  hangs = false;
  /** Replaces its normal answer, which is its name. */
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
      this.seen.push({
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

  /** As when the process is killed: every connection is reset, and nobody listens any more. */
  crash(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
    this.#server = undefined;
  }
}
