import type { Client, Request } from 'autocannon';
import type { AcknowledgedAttempt } from './journal.ts';

/** Creates the requests of each connection of a load, and records which attempts were acknowledged. */
export interface RequestSource {
  /** Any other status counts as a wrong answer. */
  readonly expectedStatus: number;
  readonly acknowledged: readonly AcknowledgedAttempt[];
  readonly playersUsed: number;
  next(client: Client): Request;
  /** Records that the last request of a connection had the expected status. */
  acknowledge(client: Client): void;
  /** Repeats the requests that had no answer when the connections were closed. */
  resendUnanswered(): Promise<{ readonly answers: number; readonly wrong: readonly string[] }>;
}
