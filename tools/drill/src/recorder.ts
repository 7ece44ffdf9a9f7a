import type { Outcome } from './client.ts';

/** A stretch of the drill: it begins where the one before ended, so that every request belongs to one. */
export interface Phase {
  readonly number: number;
  readonly component: string;
  /** kill, term …; `none` where nothing is done, to compare with. */
  readonly fault: string;
  /** All instants are `performance.now()`; of what has not happened undefined. */
  readonly startedAt: number;
  faultAt?: number;
  backAt?: number;
  healthyAt?: number;
  endedAt?: number;
  /** What was still wrong when waiting for health was given up. */
  ailments: string[];
  requests: number;
  /** Sent more than once because no answer came. */
  retried: number;
  failed: number;
  /** Failed with 503 and Retry-After, which says that it may be sent again; of those, readings of the game. */
  refused: number;
  refusedReads: number;
  /** Readings of the game that were answered from the fault until the component came back. */
  readsMeanwhile: number;
  slowest: number;
  /** Milliseconds each request took. */
  readonly latencies: number[];
}

/** What became of the requests of half a second, for a picture. */
export interface Bucket {
  count: number;
  failed: number;
  slowest: number;
  sum: number;
}

/** How much time is one point of the picture, in milliseconds. */
export const BUCKET = 500;
/** How many failed requests of each phase are kept with all that is known of them. */
const KEPT = 20;

/** Keeps what became of every request, by phase and by time. */
export class Recorder {
  readonly startedAt = performance.now();
  readonly phases: Phase[] = [];
  readonly buckets: Bucket[] = [];
  readonly failures: (Outcome & { readonly phase: number })[] = [];

  /** Ends the phase before. */
  begin(component: string, fault: string): Phase {
    const now = performance.now();
    const before = this.phases.at(-1);
    if (before !== undefined) before.endedAt = now;
    const phase: Phase = {
      number: this.phases.length,
      component,
      fault,
      startedAt: now,
      ailments: [],
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

  /** The phase of now. */
  get current(): Phase {
    return this.phases.at(-1) ?? this.begin('-', 'none');
  }

  /** What became of a request that was sent in a phase. */
  add(phase: Phase, outcome: Outcome): void {
    phase.requests++;
    if (outcome.tries > 1) phase.retried++;
    if (outcome.failed) phase.failed++;
    const isRead = outcome.request.startsWith('GET /api/');
    if (outcome.refused) phase.refused++;
    if (outcome.refused && isRead) phase.refusedReads++;
    if (!outcome.failed && isRead && isWithin(phase, outcome.at)) phase.readsMeanwhile++;
    phase.slowest = Math.max(phase.slowest, outcome.took);
    phase.latencies.push(outcome.took);
    if (outcome.failed && phase.failed <= KEPT) this.failures.push({ ...outcome, phase: phase.number });
    const index = Math.floor((outcome.at - this.startedAt) / BUCKET);
    while (this.buckets.length <= index) this.buckets.push({ count: 0, failed: 0, slowest: 0, sum: 0 });
    const bucket = this.buckets[index];
    if (bucket === undefined) return;
    bucket.count++;
    bucket.sum += outcome.took;
    bucket.slowest = Math.max(bucket.slowest, outcome.took);
    if (outcome.failed) bucket.failed++;
  }
}

/** Whether the component was away then. */
function isWithin({ faultAt, backAt }: Phase, at: number): boolean {
  return faultAt !== undefined && at >= faultAt && at < (backAt ?? Number.POSITIVE_INFINITY);
}
