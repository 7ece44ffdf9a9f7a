import { Histogram, type Registry } from 'prom-client';
import { scriptNames } from './script.ts';
import type { CallOutcome, Store } from './store.ts';

/** Upper bounds in seconds, from a read to a command that waits through a failover until its timeout (8 s). */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10];

/** The commands that services and this library call; others, of the connection itself, are `other`. */
export const COMMANDS: readonly string[] = [
  'expire',
  'get',
  'hgetall',
  'hkeys',
  'hmget',
  'hset',
  'incr',
  'info',
  'lrange',
  'ping',
  'sadd',
  'scard',
  'set',
  'sismember',
  'smembers',
  'srem',
  'wait',
  'zcard',
  'zcount',
  'zmscore',
  'zrange',
  'zrangebyscore',
  'zrevrange',
  'zrevrangebyscore',
  'zscore',
];

const OUTCOMES: readonly CallOutcome[] = ['ok', 'unavailable', 'failed'];

/**
 * Measures the calls of a store: scripts by their name, commands by theirs. All series exist from the start, at zero.
 *
 * @param name the label `store`
 */
export function measureCalls(registry: Registry, name: string, store: Store): void {
  const durations = new Histogram({
    name: 'store_call_duration_seconds',
    help: 'Time from a call of a script or command to its reply, reconnections and a failover included',
    labelNames: ['store', 'call', 'outcome'] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  // prom-client takes longer to find a series by its labels than to count in it.
  const series = new Map<string, Record<CallOutcome, { observe(seconds: number): void }>>();
  for (const call of [...scriptNames(), ...COMMANDS, 'other']) {
    const of = (outcome: CallOutcome) => {
      const labels = { store: name, call, outcome };
      durations.zero(labels);
      return durations.labels(labels);
    };
    const [ok, unavailable, failed] = OUTCOMES.map(of);
    if (ok && unavailable && failed) series.set(call, { ok, unavailable, failed });
  }
  store.onCall = (call, outcome, seconds) =>
    (series.get(call) ?? series.get('other'))?.[outcome].observe(seconds);
}
