import { setTimeout as pause } from 'node:timers/promises';
import { type InjectedFault, type Monitor, UNANSWERED_FAULTS } from './monitor.ts';
import { ALERT_WITHIN_MS, alertAbout } from './prometheus-monitor.ts';
import type { Phase } from './recorder.ts';
import type { Target } from './target.ts';

const MONITOR_POLL_INTERVAL_MS = 100;
const ALERT_POLL_INTERVAL_MS = 250;

type Monitored = Pick<Target, 'monitors' | 'prometheus'>;

/**
 * Records in the phase when the first monitor reports the fault, and when the first alert about its component fires.
 *
 * @returns a function that ends the recording; call it when the phase ends
 */
export function watchFault(
  { monitors, prometheus }: Monitored,
  phase: Phase,
  fault: InjectedFault,
): () => Promise<void> {
  let ended = false;
  async function poll(intervalMs: number, look: () => Promise<boolean>): Promise<void> {
    while (!ended) {
      // A monitor that has the fault itself, or is not back yet, does not answer.
      if (await look().catch(() => false)) return;
      await pause(intervalMs);
    }
  }
  const polls = monitors.map((monitor) => {
    const observation = monitor.observe(fault);
    if (observation === undefined) return undefined;
    return poll(MONITOR_POLL_INTERVAL_MS, async () => {
      if (phase.noticed === undefined && (await observation.isReported()))
        phase.noticed ??= { at: performance.now(), by: monitor.name };
      return phase.noticed !== undefined;
    });
  });
  if (prometheus !== undefined)
    polls.push(
      poll(ALERT_POLL_INTERVAL_MS, async () => {
        const alert = alertAbout(fault, await prometheus.alerts());
        if (alert !== undefined) phase.alerted = { at: performance.now(), by: alert };
        return alert !== undefined;
      }),
    );
  return async () => {
    ended = true;
    await Promise.all(polls);
  };
}

/** The monitors that must have reported a fault that lasted for this time. */
export function mustNotice({ monitors }: Monitored, fault: InjectedFault, downtimeMs: number): string[] {
  if (!UNANSWERED_FAULTS.includes(fault.fault)) return [];
  return monitors
    .filter((monitor) => (monitor.observe(fault)?.within ?? Number.POSITIVE_INFINITY) <= downtimeMs)
    .map(({ name }) => name);
}

/** Whether an alert must have fired about a fault that lasted for this time. */
export function mustAlert({ prometheus }: Monitored, fault: InjectedFault, downtimeMs: number): boolean {
  const isWatched = fault.kind !== 'everything' && fault.kind !== 'observability';
  return (
    prometheus !== undefined &&
    isWatched &&
    UNANSWERED_FAULTS.includes(fault.fault) &&
    downtimeMs >= ALERT_WITHIN_MS
  );
}

/** Describes for the report what notices a fault. */
export function describeMonitoring({ monitors, prometheus }: Monitored): string {
  const names = monitors.map(({ name }) => `${name} (${WATCHED[name]})`).join(', ');
  const first = `noticed: when the first of these reports the component: ${names}`;
  return prometheus === undefined
    ? `${first}; without Prometheus nothing watches the HAProxies and what observes the system, and there are no alerts`
    : `${first}; alerted: when the first alert about the component fires`;
}

const WATCHED: Readonly<Record<Monitor['name'], string>> = {
  HAProxy: 'services',
  Sentinel: 'stores and Sentinels',
  Prometheus: 'every component that it scrapes',
};
