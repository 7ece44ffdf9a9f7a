import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** An entry that was accepted. */
export interface Entry {
  labels: Record<string, string>;
  /** In nanoseconds since 1970. */
  time: string;
  line: string;
  metadata: Record<string, string> | undefined;
}

/** A push that arrived. */
export interface Push {
  entries: Entry[];
  /** Of the body before compression. */
  bytes: number;
  /** When it arrived, in milliseconds of `performance.now()`. */
  at: number;
}

/** Answers one push. Entries count as accepted when the status is 204. */
export type Answer = (response: ServerResponse, push: Push) => void;

export const accept: Answer = (response) => void response.writeHead(204).end();
export const hang: Answer = () => undefined;

/** @returns what answers each push with that status */
export function refuse(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return (response) => void response.writeHead(status, headers).end(message);
}

/** Plays Loki: an HTTP server with the push API, whose health the test decides. */
export class FakeLoki {
  readonly url: string;
  readonly port: number;
  /** All pushes, whatever the answer was. */
  readonly pushes: Push[] = [];
  /** What was accepted, in the order in which it arrived. */
  readonly entries: Entry[] = [];
  answer: Answer;
  readonly #server: ReturnType<typeof createServer>;
  #wake: () => void = () => undefined;

  /** @param port 0 for a free one */
  static async start(answer: Answer = accept, port = 0): Promise<FakeLoki> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new FakeLoki(server, answer);
  }

  private constructor(server: ReturnType<typeof createServer>, answer: Answer) {
    this.#server = server;
    this.answer = answer;
    this.port = (server.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${this.port}`;
    server.on('request', (request, response) => this.#take(request, response));
  }

  /** Waits until a push or an answer has made the condition true. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const compressed = Buffer.concat(await request.toArray());
    const isPush = request.method === 'POST' && request.url === '/loki/api/v1/push';
    if (!isPush || request.headers['content-encoding'] !== 'gzip') return void response.writeHead(404).end();
    const body = gunzipSync(compressed);
    const push = { entries: entriesOf(body.toString()), bytes: body.length, at: performance.now() };
    this.pushes.push(push);
    response.on('finish', () => {
      if (response.statusCode === 204) this.entries.push(...push.entries);
      this.#wake();
    });
    this.#wake();
    this.answer(response, push);
  }
}

type Value = [time: string, line: string, metadata?: Record<string, string>];

function entriesOf(body: string): Entry[] {
  const { streams } = JSON.parse(body) as { streams: { stream: Record<string, string>; values: Value[] }[] };
  return streams.flatMap(({ stream: labels, values }) =>
    values.map(([time, line, metadata]) => ({ labels, time, line, metadata })),
  );
}
