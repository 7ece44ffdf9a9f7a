import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/**
 * A server that accepts log lines like Loki, and counts them. It keeps none, unlike the stand-in of @motus/testing: its
 * memory and garbage collection would slow down the load generator, and with it the measured guesses.
 */
export interface LokiSink {
  readonly url: string;
  readonly lines: number;
  stop(): void;
}

/** @see https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs */
export async function startLokiSink(): Promise<LokiSink> {
  let lines = 0;
  const server = createServer(async (request, response) => {
    const compressed = Buffer.concat(await request.toArray());
    const isPush = request.method === 'POST' && request.url === '/loki/api/v1/push';
    if (isPush) lines += countLines(gunzipSync(compressed).toString());
    response.writeHead(isPush ? 204 : 404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get lines() {
      return lines;
    },
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function countLines(body: string): number {
  const { streams } = JSON.parse(body) as { streams: { values: unknown[] }[] };
  return streams.reduce((sum, { values }) => sum + values.length, 0);
}
