import { type LogThread, redactSecrets } from '@motus/log-delivery';
import type { Tracing } from '@motus/tracing';
import pino, { type Logger, type StreamEntry } from 'pino';
import { serializeError } from './serialize-error.ts';

export type { Logger } from 'pino';

/**
 * Creates the logger of a service: JSON lines on stdout, and to Loki when it is given.
 *
 * This process itself writes to stdout, so that no line is lost there, even if Loki is down.
 *
 * Requests and errors are logged with the fields of `serializers` only, and `redactSecrets` filters every line.
 *
 * @param options.loki   takes the lines for Loki
 * @param options.traces gives each line that belongs to a trace the field `trace_id`
 */
export function createLogger(options: {
  service: string;
  instance: string;
  level: string;
  loki?: LogThread | undefined;
  traces?: Tracing | undefined;
}): Logger {
  const { service, instance, level, loki, traces } = options;
  const streams: StreamEntry[] = [{ level: 'trace', stream: process.stdout }];
  if (loki !== undefined) streams.push({ level: 'trace', stream: loki });
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
      ...(traces && { mixin: traces.logFields }),
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
