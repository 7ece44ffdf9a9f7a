import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { freePort } from '@motus/local-system';

/** A log line that Loki was given. */
export interface LokiLine {
  readonly labels: Readonly<Record<string, string>>;
  /** In nanoseconds since 1970. */
  readonly time: string;
  readonly line: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Takes log lines as Loki does, and can be away. */
export interface TestLoki {
  readonly url: string;
  /** What was accepted so far, as it arrived. */
  readonly lines: readonly LokiLine[];
  /** Refuses connections from now on. */
  stop(): Promise<void>;
  /** Accepts lines again, at the same address. */
  start(): Promise<void>;
}

/**
 * Starts it, on a free port.
 *
 * @see https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
export async function startTestLoki(): Promise<TestLoki> {
  const lines: LokiLine[] = [];
  const port = await freePort();
  let server: Server | undefined;
  const loki: TestLoki = {
    url: `http://127.0.0.1:${port}`,
    lines,
    async start() {
      server = createServer(async (request, response) => {
        const body = Buffer.concat(await request.toArray());
        const isPush = request.method === 'POST' && request.url === '/loki/api/v1/push';
        if (isPush) lines.push(...linesIn(gunzipSync(body).toString()));
        response.writeHead(isPush ? 204 : 404).end();
      });
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
