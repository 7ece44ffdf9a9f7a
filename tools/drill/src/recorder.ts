import type { RequestOutcome } from './client.ts';

/** A part of the drill with at most one fault. It begins when the previous phase ends, so that every request belongs to one. */
export interface Phase {
  readonly number: number;
  readonly component: string;
  /** The label of the fault: kill, term …; `none` without a fault. */
  readonly fault: string;
  /** All times are `performance.now()`; undefined until the event happens. */
  readonly startedAt: number;
  faultAt?: number;
  revertedAt?: number;
  healthyAt?: number;
  endedAt?: number;
  /** When a monitor first reported the fault, and its name. */
  noticed?: { readonly at: number; readonly by: string };
  /** When an alert about the component first fired, and its name. */
  alerted?: { readonly at: number; readonly by: string };
  /** The monitors that must have reported the fault, because it lasted long enough. */
  mustNotice: readonly string[];
  /** Whether an alert must have fired, because the fault lasted long enough. */
  mustAlert: boolean;
  /** The health problems that were left when the recovery timed out. */
  healthProblems: string[];
  requests: number;
  /** Requests that were sent more than once, because no answer came. */
  retried: number;
  failed: number;
  /** Requests that failed with 503 and Retry-After. */
  refused: number;
  /** The reads of the API among them. */
  refusedReads: number;
  /** Reads of the API that succeeded between the fault and its revert. */
  readsMeanwhile: number;
  /** In milliseconds. */
  slowest: number;
  /** The latency of each request, in milliseconds. */
  readonly latencies: number[];
}

/** The requests of one interval of the chart; latencies in milliseconds. */
export interface Bucket {
  count: number;
  failed: number;
  slowest: number;
  sum: number;
}

/** The interval of one point of the chart. */
export const BUCKET_MS = 500;
/** The number of failed requests that are recorded in detail, for each phase. */
const MAX_FAILURES_PER_PHASE = 20;

/** Records the outcome of every request, by phase and by time. */
export class Recorder {
  readonly startedAt = performance.now();
  readonly phases: Phase[] = [];
  readonly buckets: Bucket[] = [];
  readonly failures: (RequestOutcome & { readonly phase: number })[] = [];

  /** Begins a phase and ends the previous one. */
  begin(component: string, fault: string): Phase {
    const now = performance.now();
    const previous = this.phases.at(-1);
    if (previous !== undefined) previous.endedAt = now;
    const phase: Phase = {
      number: this.phases.length,
      component,
      fault,
      startedAt: now,
      mustNotice: [],
      mustAlert: false,
      healthProblems: [],
      requests: 0,
      retried: 0,
      failed: 0,
      refused: 0,
      refusedReads: 0,
      readsMeanwhile: 0,
      slowest: 0,
      latencies: [],
    };
    this.phases.push(phase);
    return phase;
  }

  /** The current phase. */
  get current(): Phase {
    return this.phases.at(-1) ?? this.begin('-', 'none');
  }

  /** Records the outcome of a request under the phase in which it was sent. */
  add(phase: Phase, outcome: RequestOutcome): void {
    phase.requests++;
    if (outcome.tries > 1) phase.retried++;
    if (outcome.failed) phase.failed++;
    const isRead = outcome.request.startsWith('GET /api/');
    if (outcome.refused) phase.refused++;
    if (outcome.refused && isRead) phase.refusedReads++;
    if (!outcome.failed && isRead && isDuringFault(phase, outcome.at)) phase.readsMeanwhile++;
    phase.slowest = Math.max(phase.slowest, outcome.took);
    phase.latencies.push(outcome.took);
    if (outcome.failed && phase.failed <= MAX_FAILURES_PER_PHASE)
      this.failures.push({ ...outcome, phase: phase.number });
    const index = Math.floor((outcome.at - this.startedAt) / BUCKET_MS);
    while (this.buckets.length <= index) this.buckets.push({ count: 0, failed: 0, slowest: 0, sum: 0 });
    const bucket = this.buckets[index];
    if (bucket === undefined) return;
    bucket.count++;
    bucket.sum += outcome.took;
    bucket.slowest = Math.max(bucket.slowest, outcome.took);
    if (outcome.failed) bucket.failed++;
  }
}

/** Whether a time is between the fault and its revert. */
function isDuringFault({ faultAt, revertedAt }: Phase, at: number): boolean {
  return faultAt !== undefined && at >= faultAt && at < (revertedAt ?? Number.POSITIVE_INFINITY);
}
