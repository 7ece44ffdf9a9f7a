import pino, { type Logger, type StreamEntry } from 'pino';
import { errorLine } from './error-line.ts';
import { withoutSecrets } from './without-secrets.ts';

export type { Logger } from 'pino';

/**
 * JSON lines on stdout, and to Loki as well where there is one.
 *
 * stdout is written by this process itself, so that a Loki that hangs or is gone costs no line there. pino-loki turns
 * pino's level into the stream label `level` (`info`); query `{level="error"}`.
 *
 * Of requests and errors a line has only what `serializers` name; the texts of others go through `withoutSecrets`.
 *
 * @see https://github.com/Julien-R44/pino-loki
 */
export function createLogger(options: {
  service: string;
  instance: string;
  level: string;
  lokiUrl?: string | undefined;
}): Logger {
  const { service, instance, level, lokiUrl } = options;
  const streams: StreamEntry[] = [{ level: 'trace', stream: process.stdout }];
  if (lokiUrl !== undefined) {
    const loki = pino.transport({
      target: 'pino-loki',
      options: {
        host: lokiUrl,
        labels: { service, instance },
        // While Loki is away or hangs, this many lines wait, and the oldest go: memory stays flat, stdout has them all.
        batching: { interval: 2, maxBufferSize: 2000 },
        timeout: 5000,
        silenceErrors: true,
      },
      // Enough for those lines many times over; without it the thread lets its garbage grow into hundreds of MB.
      worker: { resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 } },
    });
    // A broken log shipper must not end the service.
    loki.on('error', (error: Error) => process.stderr.write(`loki: ${error.message}\n`));
    streams.push({ level: 'trace', stream: loki });
  }
  return pino(
    {
      level,
      base: { service, instance },
      // Of a request only what names it: headers and queries carry cookies, tokens and codes.
      serializers: {
        req: (request) => ({ method: request.method, path: request.url?.split('?', 1)[0] }),
        err: errorLine,
      },
      // Whatever name an error is logged under.
      formatters: { log: errorsAsLines },
      hooks: { streamWrite: withoutSecrets },
    },
    pino.multistream(streams),
  );
}

function errorsAsLines(line: Record<string, unknown>): Record<string, unknown> {
  const members = Object.entries(line);
  // `err` has its serializer, also in the bindings of a child.
  if (!members.some(([name, value]) => value instanceof Error && name !== 'err')) return line;
  return Object.fromEntries(
    members.map(([name, value]) => [
      name,
      value instanceof Error && name !== 'err' ? errorLine(value) : value,
    ]),
  );
}
