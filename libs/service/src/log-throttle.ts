import type { FastifyBaseLogger } from 'fastify';

/** Logs a warning that many requests cause (an outage) once, and then only how often it has occurred again. */
export interface LogThrottle {
  /**
   * Logs a warning, or only counts it when the same one was logged before.
   *
   * @param key     occurrences with the same key are the same warning
   * @param request fields of this occurrence only, for instance `reqId`; logged the first time
   * @param details fields of every line
   */
  warn(key: string, request: object, details: object, message: string): void;
  /** Logs the counts that are still due, and stops counting. */
  close(): void;
}

/** How often the count of a warning is logged, in milliseconds. One that does not occur in that time is forgotten. */
const REPORT_INTERVAL_MS = 30_000;

/** How many warnings are counted separately; any more are counted as one. */
const MAX_KEYS = 100;

interface Counter {
  /** Occurrences since the last line. */
  times: number;
  report: () => void;
  timer: NodeJS.Timeout;
}

/** Creates the throttle of one instance. */
export function createLogThrottle(logger: FastifyBaseLogger): LogThrottle {
  const counters = new Map<string, Counter>();

  function startCounting(key: string, details: object, message: string): void {
    const counter: Counter = {
      times: 0,
      report() {
        if (counter.times > 0) logger.warn({ ...details, times: counter.times }, `${message}, again`);
        counter.times = 0;
      },
      timer: setInterval(() => {
        if (counter.times > 0) return counter.report();
        clearInterval(counter.timer);
        counters.delete(key);
      }, REPORT_INTERVAL_MS).unref(),
    };
    counters.set(key, counter);
  }

  return {
    warn(key, request, details, message) {
      const countedAs = counters.has(key) || counters.size < MAX_KEYS ? key : 'other';
      const counter = counters.get(countedAs);
      if (counter !== undefined) {
        counter.times += 1;
        return;
      }
      logger.warn({ ...request, ...details }, message);
      if (countedAs === key) startCounting(key, details, message);
      else startCounting(countedAs, {}, 'other warnings');
    },
    close() {
      for (const { report, timer } of counters.values()) {
        clearInterval(timer);
        report();
      }
      counters.clear();
    },
  };
}
