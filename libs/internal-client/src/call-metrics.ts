import { Counter, Histogram, type Registry } from 'prom-client';

/** The services that are called. */
const PEERS = ['auth', 'score'] as const;
export type Peer = (typeof PEERS)[number];

/** How a call ended: with an answer, with a refusal (4xx), or without a usable answer (5xx, or none). */
const OUTCOMES = ['ok', 'refused', 'unavailable'] as const;

/** Upper bounds in seconds; no answer comes after 10. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

export interface CallMetrics {
  /**
   * Counts a call that has ended.
   *
   * @param status  of the answer; undefined without one
   * @param started when the call began, by `performance.now()`
   */
  onEnd(peer: Peer, status: number | undefined, started: number): void;
  /** Counts a request that is sent again after silence, while the first copy is still pending. */
  onHedge(peer: Peer): void;
}

/** Registers the metrics of calls to other services; all series exist from the start, at zero. */
export function createCallMetrics(registry: Registry): CallMetrics {
  const calls = new Counter({
    name: 'internal_requests_total',
    help: 'Calls to other services, by outcome; all copies of a request are one call',
    labelNames: ['peer', 'outcome'] as const,
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'internal_request_duration_seconds',
    help: 'Time from a call to another service to its answer, repetitions included',
    labelNames: ['peer', 'outcome'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  const hedges = new Counter({
    name: 'internal_request_hedges_total',
    help: 'Calls sent again through the other HAProxy because the first one was silent',
    labelNames: ['peer'] as const,
    registers: [registry],
  });
  for (const peer of PEERS) {
    hedges.inc({ peer }, 0);
    for (const outcome of OUTCOMES) {
      calls.inc({ peer, outcome }, 0);
      durations.zero({ peer, outcome });
    }
  }
  return {
    onEnd(peer, status, started) {
      const labels = { peer, outcome: outcomeOf(status) };
      calls.inc(labels);
      durations.observe(labels, (performance.now() - started) / 1000);
    },
    onHedge: (peer) => hedges.inc({ peer }),
  };
}

/** The service that HAProxy sends a path to: see frontend internal in haproxy.cfg. */
export function peerOf(path: string): Peer {
  return path.startsWith('/auth/') ? 'auth' : 'score';
}

function outcomeOf(status: number | undefined): (typeof OUTCOMES)[number] {
  if (status === undefined || status >= 500) return 'unavailable';
  return status >= 400 ? 'refused' : 'ok';
}
