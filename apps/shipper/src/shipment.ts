import { createLogDelivery, DROP_REASONS } from '@motus/log-delivery';
import { Counter, Gauge, type Registry } from 'prom-client';
import { readHaproxyLevel } from './haproxy/haproxy-line.ts';
import type { SyslogMessage } from './intake/syslog-message.ts';
import { readRedisLine } from './redis/redis-line.ts';

/**
 * The values of the label `service`, and for each the values of `source` that exist from the start, so that the alert
 * HaproxyLinesMissing also fires for a HAProxy that has never sent a line.
 */
const SOURCES = {
  haproxy: ['haproxy1', 'haproxy2'],
  redis: ['auth-store1', 'auth-store2', 'score-store1', 'score-store2'],
  sentinel: ['sentinel1', 'sentinel2', 'sentinel3'],
  runner: [],
} as const;
type ServiceLabel = keyof typeof SOURCES;

/**
 * How many instances have a label of their own, and how long their names may be; the lines of others are those of `other`.
 * Whatever reaches the socket may give any name, and each would be a series for Prometheus and a stream for Loki.
 */
const MAX_INSTANCES = 100;
const MAX_NAME_LENGTH = 64;

/** The largest age of a line that Loki accepts, in milliseconds (`reject_old_samples_max_age`). It also refuses future times. */
const MAX_LINE_AGE_MS = 6 * 24 * 3600_000;

/** Labels lines, and hands them to the delivery. */
export interface Shipment {
  /** Takes a message that arrived as syslog. @param requestId of the request that it is about */
  takeMessage(message: SyslogMessage, requestId: string | undefined): void;
  /** Takes a line of the log file of a Redis or Sentinel. */
  takeLogLine(instance: string, line: string): void;
  /** Counts a line that was dropped before it came here, because it is too long. */
  countTooLong(): void;
  /** Whether no line of the log files needs to be read again. */
  isDelivered(): boolean;
  /** Delivers the pending lines. @param deadlineMs drops the remaining lines after this time, in milliseconds */
  close(deadlineMs: number): Promise<void>;
}

/**
 * @param url scheme, host and port of Loki; without it all lines are dropped
 * @param now returns the time, in milliseconds since 1970
 */
export function createShipment(
  url: string | undefined,
  registry: Registry,
  now: () => number = Date.now,
): Shipment {
  // Two deliveries, so that positions are stored once all lines of the log files are delivered, whatever syslog lines wait.
  const ofSyslog = url === undefined ? undefined : createLogDelivery({ url, labels: {} });
  const ofFiles = url === undefined ? undefined : createLogDelivery({ url, labels: {} });
  const deliveries = [ofSyslog, ofFiles].filter((delivery) => delivery !== undefined);
  let tooLong = 0;
  const received = countLines(
    registry,
    () => deliveries.map(({ counts }) => counts),
    () => tooLong,
  );
  const labelOf = createInstanceLabels();

  return {
    takeMessage({ time, host, instance: name, text }, requestId) {
      const service = host === 'runner' ? 'runner' : serviceOf(name);
      const instance = labelOf(name);
      const redis = service === 'redis' || service === 'sentinel' ? readRedisLine(text) : undefined;
      const level = service === 'haproxy' ? readHaproxyLevel(text) : (redis?.level ?? 'info');
      received.inc({ service, source: instance });
      ofSyslog?.push({
        time: plausibleTime(redis?.time ?? time, now()),
        line: text,
        labels: { service, instance, level },
        ...(requestId === undefined ? {} : { metadata: { request_id: requestId } }),
      });
    },
    takeLogLine(name, line) {
      const service = serviceOf(name);
      const instance = labelOf(name);
      const { time, level } = readRedisLine(line);
      received.inc({ service, source: instance });
      ofFiles?.push({ time: plausibleTime(time, now()), line, labels: { service, instance, level } });
    },
    countTooLong() {
      tooLong += 1;
    },
    isDelivered() {
      if (ofFiles === undefined) return true;
      const { pending, dropped } = ofFiles.counts;
      // Lines that were dropped at the end are read again after the next start. Loki would refuse a refused line again, and
      // the files mostly no longer have the lines that the full buffer dropped.
      return pending === 0 && dropped.closed === 0;
    },
    async close(deadlineMs) {
      await Promise.all(deliveries.map((delivery) => delivery.close(deadlineMs)));
    },
  };
}

function serviceOf(instance: string): ServiceLabel {
  if (instance.startsWith('haproxy')) return 'haproxy';
  if (instance.startsWith('sentinel')) return 'sentinel';
  return /-store\d+$/.test(instance) ? 'redis' : 'runner';
}

/** @returns finds the label of an instance: its name, or `other` */
function createInstanceLabels(): (name: string) => string {
  const known = new Set<string>(Object.values(SOURCES).flat());
  return (name) => {
    if (!known.has(name) && (known.size >= MAX_INSTANCES || name.length > MAX_NAME_LENGTH)) return 'other';
    known.add(name);
    return name;
  };
}

/**
 * The timestamp for Loki: at most the current time, and at least the oldest time that Loki accepts. A line that is too old does
 * not get the current time: Loki would then refuse the lines of the last days in that stream as too far behind.
 */
function plausibleTime(time: number | undefined, now: number): number {
  return time === undefined ? now : Math.min(now, Math.max(now - MAX_LINE_AGE_MS, time));
}

/**
 * @param counts  of the deliveries
 * @param tooLong lines that no delivery was given
 * @returns counts received lines
 */
function countLines(
  registry: Registry,
  counts: () => ReturnType<typeof createLogDelivery>['counts'][],
  tooLong: () => number,
): Counter<'service' | 'source'> {
  const registers = [registry];
  const received = new Counter({
    name: 'shipped_lines_received_total',
    help: 'Log lines of other processes that arrived here',
    labelNames: ['service', 'source'],
    registers,
  });
  for (const [service, sources] of Object.entries(SOURCES))
    for (const source of sources) received.inc({ service, source }, 0);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  new Counter({
    name: 'shipped_lines_delivered_total',
    help: 'Log lines of other processes that Loki has accepted',
    registers,
    collect() {
      this.reset();
      this.inc(sum(counts().map(({ delivered }) => delivered)));
    },
  });
  new Counter({
    name: 'shipped_lines_dropped_total',
    help: 'Log lines of other processes that never reach Loki, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const reason of DROP_REASONS)
        this.inc({ reason }, sum(counts().map(({ dropped }) => dropped[reason])));
      this.inc({ reason: 'too_long' }, tooLong());
    },
  });
  new Gauge({
    name: 'shipped_lines_pending',
    help: 'Log lines of other processes that wait to be delivered to Loki',
    registers,
    collect() {
      this.set(sum(counts().map(({ pending }) => pending)));
    },
  });
  return received;
}
