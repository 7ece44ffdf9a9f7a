import type { FastifyBaseLogger } from 'fastify';

/** Says a fault once, and then how many times it has come again: a thousand requests meet the same outage. */
export interface Faults {
  /**
   * @param fault   what makes two faults the same
   * @param request what only this occurrence has, `reqId` for instance: in the first line alone
   * @param details what every line has
   */
  say(fault: string, request: object, details: object, message: string): void;
  /** Says what is still to be said. */
  close(): void;
}

/** How often is said how many times a fault has come again, in milliseconds; one that does not come again is over. */
const SAY_EVERY = 30_000;

/** So many different faults are told apart; the others count as one. */
const MOST = 100;

interface Fault {
  /** How many times it came since it was said last. */
  times: number;
  say: () => void;
  timer: NodeJS.Timeout;
}

export function createFaults(logger: FastifyBaseLogger): Faults {
  const known = new Map<string, Fault>();

  function begin(fault: string, details: object, message: string): void {
    const begun: Fault = {
      times: 0,
      say() {
        if (begun.times > 0) logger.warn({ ...details, times: begun.times }, `${message}, again`);
        begun.times = 0;
      },
      timer: setInterval(() => {
        if (begun.times > 0) return begun.say();
        clearInterval(begun.timer);
        known.delete(fault);
      }, SAY_EVERY).unref(),
    };
    known.set(fault, begun);
  }

  return {
    say(fault, request, details, message) {
      const key = known.has(fault) || known.size < MOST ? fault : 'other';
      const found = known.get(key);
      if (found !== undefined) {
        found.times += 1;
        return;
      }
      logger.warn({ ...request, ...details }, message);
      if (key === fault) begin(key, details, message);
      else begin(key, {}, 'other faults');
    },
    close() {
      for (const { say, timer } of known.values()) {
        clearInterval(timer);
        say();
      }
      known.clear();
    },
  };
}
