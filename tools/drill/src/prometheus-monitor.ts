import type { InjectedFault, Monitor } from './monitor.ts';
import type { Alert, Prometheus } from './prometheus.ts';

/** The next scrape (deploy/prometheus/prometheus.yml: every 5 s, for up to 3 s) finds a killed or a silent component. */
const KILL_WITHIN_MS = 6000;
const SILENCE_WITHIN_MS = 9000;
/**
 * The longest `for` of an alert about one instance that players depend on (30 s, deploy/prometheus/rules), after the scrape and
 * the evaluation that find the fault.
 */
export const ALERT_WITHIN_MS = 45_000;

/** Prometheus reports a fault by a metric of the dashboards whose value was scraped after the fault. */
export function prometheusMonitor(prometheus: Prometheus): Monitor {
  return {
    name: 'Prometheus',
    observe(fault) {
      const sign = signOf(fault);
      if (sign === undefined) return undefined;
      return {
        within: fault.fault === 'kill' ? KILL_WITHIN_MS : SILENCE_WITHIN_MS,
        async isReported() {
          const samples = await prometheus.samples(sign.selector);
          return samples.some(({ at, value }) => at >= fault.injectedAt && value === sign.value);
        },
      };
    },
  };
}

/** The first alert about the component of a fault that fires, and that was not active before. */
export function alertAbout(fault: InjectedFault, alerts: readonly Alert[]): string | undefined {
  const alert = alerts.find(
    ({ labels, state, activeAt }) =>
      state === 'firing' && activeAt >= fault.injectedAt && isAbout(fault, labels),
  );
  return alert?.labels.alertname;
}

/** The series and the value that show a fault; undefined if no series does. */
function signOf({ kind, instance, fault }: InjectedFault): { selector: string; value: number } | undefined {
  if (kind === 'everything') return undefined;
  if (fault === 'disk-full') return { selector: `store_writes_refused{store="${instance}"}`, value: 1 };
  if (kind === 'store') return { selector: `redis_up{store="${instance}"}`, value: 0 };
  switch (instance) {
    // It does not see itself, and does not scrape Grafana and Tempo.
    case 'prometheus':
    case 'grafana':
    case 'tempo':
      return undefined;
    case 'node-exporter':
      return { selector: 'up{job="node"}', value: 0 };
    // It is scraped in place of what it exports.
    case 'redis-exporter':
      return { selector: 'up{job=~"redis|sentinel"}', value: 0 };
    default:
      // The exporter answers for a Redis that does not.
      return { selector: `{__name__=~"up|redis_up", instance="${instance}"}`, value: 0 };
  }
}

/** Whether an alert names the instance, or names no instance but its service or its store. */
function isAbout({ kind, instance }: InjectedFault, labels: Alert['labels']): boolean {
  const name = instance.replace(/\d+$/, '');
  if (labels.instance === undefined) return labels.store === name || labels.service === name;
  return labels.instance === instance || (kind === 'store' && labels.instance.replace(/\d+$/, '') === name);
}
