import type { AcknowledgedAttempt } from './journal.ts';
import type { Latency } from './statistics.ts';

/** A player of a load, and the cookies that the player's browser would send. */
export interface LoadPlayer {
  /** The player id in the ledger. */
  readonly id: string;
  readonly cookie: string;
}

/** A load that the generator sends. */
export interface Job {
  /** Scheme, address and port. */
  readonly origin: string;
  readonly connections: number;
  readonly seconds: number;
  readonly load: PlayJob | ReadJob;
}

/** `POST /api/attempts`: each connection plays one whole play after another. */
export interface PlayJob {
  readonly kind: 'play';
  readonly day: string;
  /** Wrong words, which the attempts use in turn. */
  readonly words: readonly string[];
  /** Players who have not played yet. */
  readonly players: readonly LoadPlayer[];
  /** Whether to start again with the first player after the last, for a server that stores nothing. */
  readonly reusePlayers: boolean;
}

/** The same `GET` for each request, with the cookies of the players in turn. */
export interface ReadJob {
  readonly kind: 'read';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for requests without a session. */
  readonly players: readonly LoadPlayer[];
  /** The expected status. */
  readonly status: number;
}

/** The outcome of a job. */
export interface JobResult {
  /** Right answers per second. */
  readonly rate: number;
  readonly latency: Latency;
  /** All answers, including those to requests that were repeated at the end. */
  readonly answers: number;
  /** Answers with another status, and connections that failed: one readable line each. */
  readonly wrong: readonly string[];
  /** Every acknowledged attempt; empty for a load that reads. */
  readonly acknowledged: readonly AcknowledgedAttempt[];
  /** How many of the players have played, counted from the first. */
  readonly playersUsed: number;
  /** The share of a core that the generator used. */
  readonly busy: number;
}

/** The generator's reply to a job; replies come in the order of the jobs. */
export type Reply = { readonly result: JobResult } | { readonly error: string };
