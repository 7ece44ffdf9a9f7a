import type { AcknowledgedAttempt } from './journal.ts';
import type { Latency } from './statistics.ts';

/** A player of the load: whom the ledger knows by that id, and all cookies that a browser would send. */
export interface Seat {
  readonly player: string;
  readonly cookie: string;
}

/** What the generator is asked to send. */
export interface Job {
  /** Scheme, address and port. */
  readonly origin: string;
  readonly connections: number;
  readonly seconds: number;
  readonly load: PlayLoad | ReadLoad;
}

/** `POST /api/attempts`: every connection plays one whole play after the other. */
export interface PlayLoad {
  readonly kind: 'play';
  readonly day: string;
  /** Wrong words, dealt in turn. */
  readonly words: readonly string[];
  /** Players who have not played yet. */
  readonly seats: readonly Seat[];
  /** Whether they begin anew when all have played: for a server that keeps nothing. */
  readonly again: boolean;
}

/** One and the same `GET`, by everybody in turn. */
export interface ReadLoad {
  readonly kind: 'read';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Who asks; nobody where it is the same for all. */
  readonly seats: readonly Seat[];
  /** The status that is right. */
  readonly status: number;
}

/** What became of a job. */
export interface JobResult {
  /** Right answers a second. */
  readonly rate: number;
  readonly latency: Latency;
  /** All answers, those to what was sent again at the end included. */
  readonly answers: number;
  /** What was answered otherwise, and connections that failed; the lines are for a reader. */
  readonly wrong: readonly string[];
  /** Every attempt that was acknowledged; empty for a load that reads. */
  readonly acknowledged: readonly AcknowledgedAttempt[];
  /** So many of the seats, from the first on, have played. */
  readonly seatsUsed: number;
  /** The share of a core that the generator used. */
  readonly busy: number;
}

/** What the generator answers, in the order of the jobs. */
export type Reply = { readonly result: JobResult } | { readonly error: string };
