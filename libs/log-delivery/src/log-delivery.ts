import { LogBuffer } from './buffer.ts';
import { type LogCounts, SharedCounters } from './log-counts.ts';
import { redactSecrets } from './redact-secrets.ts';
import { LogSender } from './sender.ts';
import { createWarn } from './warn.ts';

/** How long lines are collected for one push, in milliseconds. */
const COLLECT_MS = 1000;

/** A log line. */
export interface LogLine {
  /** When it was written, in milliseconds since 1970. Lines of the same millisecond keep the order in which they come. */
  time: number;
  /** Its text, without the line break at its end. Longer ones than 256 KiB are dropped. */
  line: string;
  /** Labels besides those of the delivery, for instance the level. Each combination of values is a stream: keep them few. */
  labels?: Readonly<Record<string, string>>;
  /** Structured metadata, for values of which there are many, for instance the id of a request. */
  metadata?: Readonly<Record<string, string>>;
}

/** Delivers log lines to one Loki. */
export interface LogDelivery {
  /** Takes a line, and returns at once. */
  push(line: LogLine): void;
  /** The lines so far: delivered, pending and dropped. */
  readonly counts: LogCounts;
  /**
   * Delivers the pending lines, and ends. Call it once, with no `push` after it.
   *
   * @param deadlineMs drops the remaining lines after this time, in milliseconds, and counts them
   */
  close(deadlineMs: number): Promise<void>;
}

/**
 * Delivers log lines to Loki at least once, for as long as this process runs: while Loki is down, hangs, or answers 429 or 5xx,
 * lines are kept, compressed, and sent again with growing delays. Beyond 64 MB of lines the oldest are dropped. Secrets in the
 * lines are redacted.
 *
 * Everything runs on the thread of the caller. A service uses `startLogThread` instead.
 *
 * @param options.url    scheme, host and port of Loki
 * @param options.labels of every line
 * @param options.warn   gets messages about the delivery itself, each kind at most once a minute; default: stderr
 * @see https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs
 */
export function createLogDelivery(options: {
  url: string;
  labels: Readonly<Record<string, string>>;
  warn?: (message: string) => void;
}): LogDelivery {
  const counters = new SharedCounters();
  const warn = createWarn(options.warn);
  const buffer = new LogBuffer(counters, warn);
  const sender = new LogSender({ url: options.url, buffer, counters, warn, collectMs: COLLECT_MS });
  const ownStream = JSON.stringify(options.labels);
  let handed = 0;
  return {
    push({ time, line, labels, metadata }) {
      handed += 1;
      const stream = labels === undefined ? ownStream : JSON.stringify({ ...options.labels, ...labels });
      const metadataText = metadata === undefined ? undefined : JSON.stringify(metadata);
      buffer.add(stream, time, redactSecrets(line), metadataText);
      sender.wake();
    },
    get counts() {
      return counters.counts(handed);
    },
    close: (deadlineMs) => sender.close(deadlineMs),
  };
}
