/** The open requests of a load may be as many as this many seconds of its rate start; more are not sent, but counted. */
const MAX_OPEN_SECONDS = 12;

/** Decides when the next request of an open load starts, by the requests that were sent and those without an answer. */
export class RequestPacer {
  readonly #rate: number;
  readonly #open = new Set<{ readonly since: number }>();
  /** Actions that were started and have not sent their first request yet. */
  #planned = 0;
  #sent = 0;
  #unsent = 0;
  /** Requests that no player could send. */
  #skipped = 0;

  /** @param rate requests per second */
  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Requests without an answer. */
  get open(): number {
    return this.#open.size;
  }

  /** Requests that were not sent because too many were open. */
  get unsent(): number {
    return this.#unsent;
  }

  /** Whether a request has been without an answer for longer than `milliseconds`. */
  hasOpenFor(milliseconds: number): boolean {
    const now = performance.now();
    return [...this.#open].some(({ since }) => now - since > milliseconds);
  }

  /** Sends a request, which is open until it is answered or fails. */
  async track<T>(send: () => Promise<T>): Promise<T> {
    this.#planned = Math.max(0, this.#planned - 1);
    this.#sent++;
    const request = { since: performance.now() };
    this.#open.add(request);
    try {
      return await send();
    } finally {
      this.#open.delete(request);
    }
  }

  /** Starts the rate: requests that are sent before do not count. */
  start() {
    const before = this.#sent;
    return {
      /** Whether another request has to start, so many seconds after the start. */
      isDue: (seconds: number) =>
        this.#sent - before + this.#planned + this.#unsent + this.#skipped < seconds * this.#rate,
      /** Reserves the next request. @returns false if too many are open; then it counts as unsent */
      take: (): boolean => {
        if (this.#open.size >= MAX_OPEN_SECONDS * this.#rate) {
          this.#unsent++;
          return false;
        }
        this.#planned++;
        return true;
      },
      /** Ends the reservation of an action that had no request to send. That request is not made up for later. */
      skip: (): void => {
        this.#planned = Math.max(0, this.#planned - 1);
        this.#skipped++;
      },
    };
  }
}
