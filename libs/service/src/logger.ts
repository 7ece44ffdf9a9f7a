import pino, { type Logger, type StreamEntry } from 'pino';
import { redactSecrets } from './redact-secrets.ts';
import { serializeError } from './serialize-error.ts';

export type { Logger } from 'pino';

/**
 * Creates the logger of a service: JSON lines on stdout, and also to Loki when its address is given.
 *
 * This process itself writes to stdout, so that no line is lost there while Loki hangs or is away. pino-loki makes pino's
 * level the stream label `level`; query `{level="error"}`.
 *
 * Requests and errors are logged with the fields of `serializers` only, and `redactSecrets` filters every line.
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
        // While Loki is away or hangs, so many lines are kept and the oldest are dropped, so that memory stays flat.
        batching: { interval: 2, maxBufferSize: 2000 },
        timeout: 5000,
        silenceErrors: true,
      },
      // Many times what those lines need. Without a limit the heap of the thread grows to hundreds of MB.
      worker: { resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 } },
    });
    // An error of the transport must not end the service.
    loki.on('error', (error: Error) => process.stderr.write(`loki: ${error.message}\n`));
    streams.push({ level: 'trace', stream: loki });
  }
  return pino(
    {
      level,
      base: { service, instance },
      // No headers and no query: they hold cookies, tokens and codes.
      serializers: {
        req: (request) => ({ method: request.method, path: request.url?.split('?', 1)[0] }),
        err: serializeError,
      },
      // `err` has its serializer; errors under any other name are serialized here.
      formatters: { log: serializeErrors },
      hooks: { streamWrite: redactSecrets },
    },
    pino.multistream(streams),
  );
}

function serializeErrors(line: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.entries(line);
  if (!fields.some(([name, value]) => value instanceof Error && name !== 'err')) return line;
  return Object.fromEntries(
    fields.map(([name, value]) => [
      name,
      value instanceof Error && name !== 'err' ? serializeError(value) : value,
    ]),
  );
}
