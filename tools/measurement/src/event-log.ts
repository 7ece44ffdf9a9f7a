import { createLogDelivery } from '@motus/log-delivery';
import { UsageError } from './command-line.ts';

/** How long `close` waits for Loki, in milliseconds. */
const CLOSE_TIMEOUT_MS = 5000;
/** The level `info` of pino, as in the lines of the services. */
const INFO = 30;

/** Writes what a tool does to Loki, where the dashboards show it as annotations. */
export interface EventLog {
  /**
   * @param event one of the events that deploy/observability/src/event-signals.ts declares for the tool
   * @param fields `msg`, a sentence for people, and the declared fields
   * @param time of the event, in milliseconds since the Unix epoch
   */
  write(event: string, fields: Readonly<Record<'msg', string> & Record<string, unknown>>, time: number): void;
  /** Delivers the last lines, or drops them after five seconds without Loki. */
  close(): Promise<void>;
}

/**
 * Creates the event log of a tool, whose lines have the format and the labels of those of a service.
 *
 * @param lokiUrl the address of Loki, as the setting LOKI_URL of the services; undefined or empty: nothing is written
 * @throws UsageError if the address is not one of http: or https:
 */
export function createEventLog(service: 'drill' | 'bench', lokiUrl: string | undefined): EventLog {
  if (lokiUrl === undefined || lokiUrl === '')
    return { write: () => undefined, close: async () => undefined };
  if (!/^https?:$/.test(URL.parse(lokiUrl)?.protocol ?? ''))
    throw new UsageError('LOKI_URL is no http: or https: address');
  const names = { service, instance: service };
  const delivery = createLogDelivery({ url: lokiUrl, labels: { ...names, level: 'info' } });
  return {
    write(event, { msg, ...fields }, time) {
      delivery.push({ time, line: JSON.stringify({ level: INFO, time, ...names, event, ...fields, msg }) });
    },
    close: () => delivery.close(CLOSE_TIMEOUT_MS),
  };
}
