import type { FastifyBaseLogger } from 'fastify';

/** Logs an error that many requests share (an outage) once, and then only how often it has occurred again. */
export interface Faults {
  /**
   * Logs an occurrence at level warn, or counts it when the same fault was logged before.
   *
   * @param fault   the key: occurrences with the same key are the same fault
   * @param request fields of this occurrence only, for instance `reqId`; logged the first time
   * @param details fields of every line
   */
  say(fault: string, request: object, details: object, message: string): void;
  /** Logs the counts that are still due, and stops counting. */
  close(): void;
}

/** How often the count of a fault is logged, in milliseconds. A fault that does not occur in that time is forgotten. */
const REPORT_INTERVAL_MS = 30_000;

/** How many faults are counted separately; any more are counted as one. */
const MAX_FAULTS = 100;

interface Fault {
  /** Occurrences since the last line. */
  times: number;
  report: () => void;
  timer: NodeJS.Timeout;
}

/** Creates the log of shared errors of one instance. */
export function createFaults(logger: FastifyBaseLogger): Faults {
  const known = new Map<string, Fault>();

  function startCounting(key: string, details: object, message: string): void {
    const fault: Fault = {
      times: 0,
      report() {
        if (fault.times > 0) logger.warn({ ...details, times: fault.times }, `${message}, again`);
        fault.times = 0;
      },
      timer: setInterval(() => {
        if (fault.times > 0) return fault.report();
        clearInterval(fault.timer);
        known.delete(key);
      }, REPORT_INTERVAL_MS).unref(),
    };
    known.set(key, fault);
  }

  return {
    say(fault, request, details, message) {
      const key = known.has(fault) || known.size < MAX_FAULTS ? fault : 'other';
      const found = known.get(key);
      if (found !== undefined) {
        found.times += 1;
        return;
      }
      logger.warn({ ...request, ...details }, message);
      if (key === fault) startCounting(key, details, message);
      else startCounting(key, {}, 'other faults');
    },
    close() {
      for (const { report, timer } of known.values()) {
        clearInterval(timer);
        report();
      }
      known.clear();
    },
  };
}
