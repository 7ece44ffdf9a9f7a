/** What the thread gets when it starts. */
export interface ThreadData {
  url: string;
  labels: Readonly<Record<string, string>>;
  /** The memory of the `SharedCounters` of both threads. */
  counters: SharedArrayBuffer;
  /** An Int32 that becomes 1 when the thread has closed. */
  closed: SharedArrayBuffer;
}

/** Lines of pino, each with its line break; or the request to close within a time. */
export type ThreadMessage = string | { closeWithinMs: number };
