import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { freePort } from '@motus/local-system';

/** A log line that was sent to Loki. */
export interface LokiLine {
  readonly labels: Readonly<Record<string, string>>;
  /** In nanoseconds since 1970. */
  readonly time: string;
  readonly line: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A push request that arrived, whatever the answer was. */
export interface LokiPush {
  readonly lines: readonly LokiLine[];
  /** The size of the body before compression. */
  readonly bytes: number;
  /** When it arrived, in milliseconds of `performance.now()`. */
  readonly at: number;
}

/**
 * How a push is answered. `accept`: status 204, and the lines are kept; `hang`: never; `disconnect`: the connection is
 * closed without an answer.
 */
export type LokiAnswer =
  | 'accept'
  | 'hang'
  | 'disconnect'
  | {
      readonly status: number;
      readonly message: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** A stand-in for Loki: an HTTP server with its push API, whose answers the test chooses. */
export interface TestLoki {
  readonly url: string;
  /** All lines that were accepted, as they arrived. */
  readonly lines: readonly LokiLine[];
  /** All pushes, also those that were not accepted. */
  readonly pushes: readonly LokiPush[];
  /** Answers the next pushes. Default: `accept`. */
  answer: LokiAnswer | ((push: LokiPush) => LokiAnswer | Promise<LokiAnswer>);
  /** Refuses connections from now on. */
  stop(): Promise<void>;
  /** Listens again, at the same address. */
  start(): Promise<void>;
}

/**
 * Starts it on a free port.
 *
 * @see https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
export async function startTestLoki(answer: TestLoki['answer'] = 'accept'): Promise<TestLoki> {
  const lines: LokiLine[] = [];
  const pushes: LokiPush[] = [];
  const port = await freePort();
  let server: Server | undefined;

  const onRequest = async (request: IncomingMessage, response: ServerResponse) => {
    const push = await readPush(request);
    if (push === undefined) return void response.writeHead(404).end();
    pushes.push(push);
    const chosen = typeof loki.answer === 'function' ? await loki.answer(push) : loki.answer;
    if (chosen === 'accept') lines.push(...push.lines);
    respond(response, chosen);
  };
  const loki: TestLoki = {
    url: `http://127.0.0.1:${port}`,
    lines,
    pushes,
    answer,
    async start() {
      server = createServer(onRequest);
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    async stop() {
      const closed = new Promise((resolve) => server?.close(resolve));
      server?.closeAllConnections();
      await closed;
    },
  };
  await loki.start();
  return loki;
}

/** @returns undefined if the request is not a compressed push */
async function readPush(request: IncomingMessage): Promise<LokiPush | undefined> {
  const compressed = Buffer.concat(await request.toArray());
  const isPush = request.method === 'POST' && request.url === '/loki/api/v1/push';
  if (!isPush || request.headers['content-encoding'] !== 'gzip') return undefined;
  const body = gunzipSync(compressed);
  return { lines: linesIn(body.toString()), bytes: body.length, at: performance.now() };
}

function respond(response: ServerResponse, answer: LokiAnswer): void {
  if (answer === 'hang') return;
  if (answer === 'disconnect') response.destroy();
  else if (answer === 'accept') response.writeHead(204).end();
  else response.writeHead(answer.status, answer.headers).end(answer.message);
}

interface Stream {
  stream: Record<string, string>;
  values: [time: string, line: string, metadata?: Record<string, string>][];
}

function linesIn(push: string): LokiLine[] {
  const { streams } = JSON.parse(push) as { streams: Stream[] };
  return streams.flatMap(({ stream: labels, values }) =>
    values.map(([time, line, metadata = {}]) => ({ labels, time, line, metadata })),
  );
}
