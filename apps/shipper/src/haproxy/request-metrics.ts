import { DurationHistogram, type DurationSeries } from '@motus/service';
import { Counter, type Registry } from 'prom-client';
import type { AccessLine } from './haproxy-line.ts';

/** Upper bounds in seconds. 0.3 is the objective: requests are to be answered within 300 ms. */
const DURATION_BUCKETS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.3, 0.5, 1, 2.5, 5, 10, 15,
];

/** The statuses that occur; their series are there from the start. 0: the client left before there was an answer. */
const STATUSES = [
  0, 200, 204, 302, 303, 304, 400, 401, 403, 404, 405, 408, 409, 413, 414, 422, 429, 500, 502, 503, 504,
];

/** The first digits of statuses that have durations. */
const STATUS_CLASSES = [2, 3, 4, 5];

/** Counts requests by the lines of HAProxy: `edge_*` for those of players, `internal_hop_*` for calls between services. */
export interface RequestMetrics {
  count(line: AccessLine): void;
}

export function createRequestMetrics(registry: Registry): RequestMetrics {
  const frontends = new Map([
    ['edge', createFrontendMetrics(registry, 'edge', ['motus', 'auth', 'none'])],
    ['internal', createFrontendMetrics(registry, 'internal_hop', ['score', 'auth', 'none'])],
  ]);
  return {
    count(line) {
      if (line.isRequest) frontends.get(line.frontend)?.(line);
    },
  };
}

/** @returns counts a request of one frontend */
function createFrontendMetrics(registry: Registry, prefix: string, backends: readonly string[]) {
  const registers = [registry];
  const who = prefix === 'edge' ? 'of players' : 'between services';
  const requests = new Counter({
    name: `${prefix}_requests_total`,
    help: `Requests ${who}, by the status that HAProxy answered; 0: the client left before there was an answer`,
    labelNames: ['backend', 'status'],
    registers,
  });
  const seriesOf = createDurations(registry, {
    name: `${prefix}_request_duration_seconds`,
    help: `Time of requests ${who}, from the first byte of the request to the last one of the answer`,
    backends,
  });
  const count = (name: string, help: string) =>
    new Counter({ name: `${prefix}_${name}_total`, help, labelNames: ['backend'], registers });
  const retries = count('retries', `How often HAProxy sent requests ${who} again`);
  const redispatches = count('redispatches', `Requests ${who} that HAProxy sent to another instance`);
  const aborted = count('aborted', `Requests ${who} whose client left before the answer was complete`);
  for (const backend of backends) {
    for (const status of STATUSES) requests.inc({ backend, status }, 0);
    for (const counter of [retries, redispatches, aborted]) counter.inc({ backend }, 0);
  }

  return ({ backend, status, duration, requestId, ...line }: AccessLine): void => {
    requests.inc({ backend, status });
    // Not those without an answer, and not the upgrades (101), whose time is that of the whole connection.
    if (status >= 200) seriesOf(backend, Math.floor(status / 100)).observe(duration, requestId);
    if (line.retries > 0) retries.inc({ backend }, line.retries);
    if (line.isRedispatched) redispatches.inc({ backend });
    if (line.isAborted) aborted.inc({ backend });
  };
}

type DurationLabel = 'backend' | 'status_class';

/**
 * Registers a histogram, with the series of the backends at zero.
 *
 * @returns finds the series of a backend and the first digit of a status
 */
function createDurations(
  registry: Registry,
  { backends, ...of }: { name: string; help: string; backends: readonly string[] },
): (backend: string, statusClass: number) => DurationSeries<DurationLabel> {
  const durations = new DurationHistogram<DurationLabel>({ ...of, buckets: DURATION_BUCKETS, registry });
  const known = new Map<string, DurationSeries<DurationLabel>[]>();
  const seriesOf = (backend: string, statusClass: number) => {
    const ofBackend = known.get(backend) ?? [];
    known.set(backend, ofBackend);
    ofBackend[statusClass] ??= durations.addSeries({ backend, status_class: `${statusClass}xx` });
    return ofBackend[statusClass];
  };
  for (const backend of backends) for (const statusClass of STATUS_CLASSES) seriesOf(backend, statusClass);
  return seriesOf;
}
