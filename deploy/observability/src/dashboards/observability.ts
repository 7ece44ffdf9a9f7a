import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { makeDashboard } from '../grafana/dashboard.ts';
import { linkTo } from '../grafana/links.ts';
import { BAD, OK } from '../grafana/palette.ts';
import { graph, numbers, timeline } from '../grafana/panels.ts';

/** The dashboard *Observability*: whether metrics, logs and alerts are complete. */
export const observability = makeDashboard({
  uid: 'motus-observability',
  description: 'How reliable the other dashboards are: what Prometheus reads, and which log lines arrive.',
  from: 'now-1h',
  refresh: '30s',
  sections: [
    { title: 'Prometheus', panels: [targets(), scrapes(), series(), samples(), memory()] },
    { title: 'Alerts', panels: [configuration(), rules(), notifications(), ruleFailures()] },
    { title: 'Log lines', panels: [delivered(), dropped(), pending(), shipped()] },
    { title: 'Traces, where a collector is set', panels: [spansDelivered(), spansDropped()] },
  ],
});

function targets() {
  return timeline({
    title: 'Does Prometheus reach what it reads?',
    description:
      'One row for each target. A Redis is read through its exporter, so this shows the exporter; Now shows the Redis.',
    unit: 'none',
    queries: [{ expr: 'max by (job, instance) (up)', legend: '{{job}}: {{instance}}' }],
    mappings: [
      {
        type: MappingType.ValueToText,
        options: {
          0: { text: '✕ no answer', color: BAD, index: 0 },
          1: { text: '✓ answers', color: OK, index: 1 },
        },
      },
    ],
    width: 24,
    height: 14,
    next: [linkTo('motus-now')],
  });
}

function scrapes() {
  return graph({
    title: 'How long does a scrape take?',
    description:
      'By job, the slowest instance. After three seconds Prometheus gives up, and the instance counts as down.',
    unit: 's',
    queries: [{ expr: 'max by (job) (scrape_duration_seconds)', legend: '{{job}}' }],
    limits: { warning: 1, bad: 3 },
    next: [linkTo('motus-services')],
  });
}

function series() {
  return graph({
    title: 'Series',
    description:
      'Series that Prometheus keeps in memory. A line that rises without end: a label has values without end.',
    unit: 'short',
    queries: [{ expr: 'prometheus_tsdb_head_series', legend: 'series' }],
    limits: { warning: 50_000, bad: 100_000 },
    next: [linkTo('motus-services')],
  });
}

function samples() {
  return graph({
    title: 'Samples, by job',
    description: 'Samples of one scrape of each job, all instances together.',
    unit: 'short',
    queries: [{ expr: 'sum by (job) (scrape_samples_scraped)', legend: '{{job}}' }],
    next: [linkTo('motus-services')],
  });
}

function memory() {
  return graph({
    title: 'Memory and disk of Prometheus',
    description:
      'In Compose it may use 512 MiB of memory. The last two hours are in memory, all before in blocks on the disk.',
    unit: 'bytes',
    queries: [
      { expr: 'process_resident_memory_bytes{job="prometheus"}', legend: 'memory' },
      { expr: 'prometheus_tsdb_storage_blocks_bytes', legend: 'blocks on disk' },
    ],
    next: [linkTo('motus-now')],
  });
}

function configuration() {
  return numbers({
    title: 'Is the configuration of Prometheus in use?',
    description: 'Whether it could read its configuration and its rules the last time they changed.',
    unit: 'none',
    queries: [{ expr: 'min(prometheus_config_last_reload_successful)', legend: 'configuration' }],
    mappings: [
      {
        type: MappingType.ValueToText,
        options: {
          0: { text: '✕ refused', color: BAD, index: 0 },
          1: { text: '✓ in use', color: OK, index: 1 },
        },
      },
    ],
    height: 7,
    next: [linkTo('motus-now')],
  });
}

function rules() {
  return graph({
    title: 'How long do the rules take?',
    description:
      'The evaluation of each group of rules. It must take less than the interval between two of them.',
    unit: 's',
    queries: [
      {
        expr:
          'label_replace(max by (rule_group) (prometheus_rule_group_last_duration_seconds), ' +
          '"group", "$1", "rule_group", ".*;(.+)")',
        legend: '{{group}}',
      },
    ],
    limits: { warning: 1, bad: 5 },
    next: [linkTo('motus-now')],
  });
}

function notifications() {
  return graph({
    title: 'Are notifications delivered?',
    description:
      'Notifications within the last five minutes: sent by Alertmanager, those of them that failed, and alerts that did not ' +
      'reach Alertmanager at all.',
    unit: 'short',
    queries: [
      { expr: 'sum(increase(alertmanager_notifications_total[5m]))', legend: 'sent' },
      { expr: 'sum(increase(alertmanager_notifications_failed_total[5m]))', legend: 'failed' },
      { expr: 'sum(increase(prometheus_notifications_dropped_total[5m]))', legend: 'not delivered' },
    ],
    next: [linkTo('motus-now')],
  });
}

function ruleFailures() {
  return graph({
    title: 'Do rules fail?',
    description: 'Evaluations of rules that failed within the last five minutes.',
    unit: 'short',
    queries: [{ expr: 'sum(increase(prometheus_rule_evaluation_failures_total[5m]))', legend: 'failed' }],
    limits: { warning: 1 },
    next: [linkTo('motus-now')],
  });
}

function delivered() {
  return graph({
    title: 'Log lines delivered',
    description:
      'Lines a second that Loki has accepted: those of each service, and those that the shipper sends for the others.',
    unit: 'cps',
    queries: [
      {
        expr: 'sum by (instance) (rate(log_lines_delivered_total[$__rate_interval]))',
        legend: '{{instance}}',
      },
      { expr: 'sum(rate(shipped_lines_delivered_total[$__rate_interval]))', legend: 'shipped' },
    ],
    next: [linkTo('motus-logs')],
  });
}

function dropped() {
  return graph({
    title: 'Were log lines lost?',
    description:
      'Lines that were given up within the last five minutes, by reason: Loki was away for too long, or refused them.',
    unit: 'short',
    queries: [
      {
        expr: 'sum by (instance, reason) (increase(log_lines_dropped_total[5m]))',
        legend: '{{reason}} {{instance}}',
      },
      { expr: 'sum by (reason) (increase(shipped_lines_dropped_total[5m]))', legend: '{{reason}} shipped' },
    ],
    limits: { warning: 1 },
    next: [linkTo('motus-logs')],
  });
}

function pending() {
  return graph({
    title: 'Log lines that wait',
    description: 'Lines that wait for Loki. While it is away they rise, and they go down afterwards.',
    unit: 'short',
    queries: [
      { expr: 'max by (instance) (log_lines_pending)', legend: '{{instance}}' },
      { expr: 'sum(shipped_lines_pending)', legend: 'shipped' },
    ],
    limits: { warning: 10_000, bad: 50_000 },
    next: [linkTo('motus-logs')],
  });
}

function shipped() {
  return graph({
    title: 'Log lines of HAProxy, Redis and Sentinel',
    description: 'Lines a second that the shipper has received. HAProxy writes one for each request.',
    unit: 'cps',
    queries: [
      {
        expr: 'sum by (service) (rate(shipped_lines_received_total[$__rate_interval]))',
        legend: '{{service}}',
      },
    ],
    next: [linkTo('motus-logs', { service: 'haproxy' })],
  });
}

function spansDelivered() {
  return graph({
    title: 'Spans delivered',
    description:
      'Spans a second that the collector has accepted. No line: OTEL_EXPORTER_OTLP_ENDPOINT is not set.',
    unit: 'cps',
    queries: [
      {
        expr: 'sum by (instance) (rate(spans_delivered_total[$__rate_interval]))',
        legend: '{{instance}}',
      },
    ],
    next: [linkTo('motus-services')],
  });
}

function spansDropped() {
  return graph({
    title: 'Were spans lost?',
    description:
      'Spans that were given up within the last five minutes, by reason: the collector did not take them, or too many waited for it.',
    unit: 'short',
    queries: [
      {
        expr: 'sum by (instance, reason) (increase(spans_dropped_total[5m]))',
        legend: '{{reason}} {{instance}}',
      },
    ],
    limits: { warning: 1 },
    next: [linkTo('motus-logs')],
  });
}
