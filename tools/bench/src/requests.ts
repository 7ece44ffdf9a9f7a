import type { Client, Request } from 'autocannon';
import type { AcknowledgedAttempt } from './journal.ts';

/** Decides what each connection of a load sends next, and keeps what was acknowledged. */
export interface Requests {
  /** The status of a right answer. */
  readonly status: number;
  readonly acknowledged: readonly AcknowledgedAttempt[];
  readonly seatsUsed: number;
  next(client: Client): Request;
  /** The last request of a connection was answered rightly. */
  answered(client: Client): void;
  /** Ends what was under way when the connections were closed. */
  settle(): Promise<{ readonly answers: number; readonly wrong: readonly string[] }>;
}
