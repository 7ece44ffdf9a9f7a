import { COMPONENT_STATES, SECONDS_IN_STATE, SERVICES, STATES } from '../expressions/instance-state.ts';
import { RISK_SENTENCES, RISKS_NOW } from '../expressions/risks.ts';
import { makeDashboard } from '../grafana/dashboard.ts';
import { linkTo } from '../grafana/links.ts';
import { graph, numbers, rows, timeline } from '../grafana/panels.ts';
import { replicaStates } from './shared-panels.ts';

/** The dashboard *Now*, to open during a fault: what is down, whether players are affected, and what is at risk. */
export const now = makeDashboard({
  uid: 'motus-now',
  description: 'Open this while something fails: what is down, whether players feel it, and what is at risk.',
  from: 'now-15m',
  refresh: '5s',
  sections: [
    { title: 'Instances', panels: [risk(), states(), since()] },
    { title: 'Do players feel it?', panels: [answers(), errors(), waits(), secondTries()] },
    { title: 'Stores', panels: [primaries(), replicaStates(), failovers(), unreplicatedWrites()] },
    { title: 'Who has noticed?', panels: [alerts(), restarts()] },
  ],
});

function risk() {
  return numbers({
    title: 'What is at risk?',
    description:
      'Each part that has lost its twin, the worst first, and what the next failure would do. ' +
      'From HAProxy’s view of the services, the services’ view of their stores, and the exporter of Redis.',
    unit: 'none',
    queries: [{ expr: RISKS_NOW, legend: '{{what}}' }],
    mappings: RISK_SENTENCES,
    text: 'both',
    horizontal: true,
    width: 24,
    height: 5,
    next: [linkTo('motus-stores'), linkTo('motus-haproxy')],
  });
}

function states() {
  return timeline({
    title: 'Which instances run?',
    description:
      'One row for each instance of every component. Not ready: it runs, but HAProxy sends it no requests, for instance ' +
      'because its store has no primary. No answer: it hangs, or its exporter is away. Click a row for its log lines.',
    unit: 'none',
    queries: COMPONENT_STATES.map((expr) => ({
      expr,
      legend: '{{instance}}',
    })),
    mappings: STATES,
    width: 14,
    height: 16,
    next: [linkTo('motus-logs')],
  });
}

function since() {
  return rows({
    title: 'Since when?',
    description:
      'The state of each instance, the worst first, and for how long: since it started, or since it was last seen (looked ' +
      'for within an hour).',
    unit: 's',
    queries: [
      { expr: COMPONENT_STATES.join('\nor\n'), legend: '' },
      { expr: SECONDS_IN_STATE, legend: '' },
    ],
    joinBy: 'instance',
    columns: { instance: 'Instance', 'Value #A': 'State', 'Value #B': 'For' },
    sortBy: { column: 'State', descending: false },
    cells: {
      State: [
        { id: 'unit', value: 'none' },
        { id: 'mappings', value: STATES },
        { id: 'custom.cellOptions', value: { type: 'color-text' } },
      ],
      For: [{ id: 'decimals', value: 0 }],
    },
    width: 10,
    height: 16,
    next: [linkTo('motus-services')],
  });
}

function answers() {
  return graph({
    title: 'Requests at the edge',
    description:
      'Requests of players a second, by the class of their answers. From HAProxy’s log, so a request that was sent again to ' +
      'the twin counts once, with the answer that the player got.',
    unit: 'reqps',
    queries: [
      {
        expr: 'sum by (status_class) (rate(edge_request_duration_seconds_count[$__rate_interval]))',
        legend: '{{status_class}}',
      },
    ],
    stacked: true,
    next: [linkTo('motus-haproxy')],
  });
}

function errors() {
  return graph({
    title: 'Which share of requests fails?',
    description:
      'Answers with status 5xx, and requests that players gave up, as shares of all requests at the edge. The objective ' +
      'allows 0.1 %.',
    unit: 'percentunit',
    queries: [
      {
        expr:
          'sum(rate(edge_requests_total{status=~"5.."}[$__rate_interval]))' +
          ' / sum(rate(edge_requests_total[$__rate_interval]))',
        legend: 'answered with an error',
      },
      {
        expr:
          'sum(rate(edge_aborted_total[$__rate_interval]))' +
          ' / sum(rate(edge_requests_total[$__rate_interval]))',
        legend: 'given up by the player',
      },
    ],
    limits: { warning: 0.001, bad: 0.01 },
    next: [linkTo('motus-slo'), linkTo('motus-logs')],
  });
}

function waits() {
  return graph({
    title: 'How long do players wait?',
    description:
      'Half of the requests at the edge take less than p50, all but one in a hundred less than p99, retries included. The ' +
      'objective is 300 ms. A point is one request: click it for its log lines.',
    unit: 's',
    queries: [50, 99].map((percent) => ({
      expr: `histogram_quantile(0.${percent}, sum by (le) (rate(edge_request_duration_seconds_bucket[$__rate_interval])))`,
      legend: `p${percent}`,
      exemplars: percent === 99,
    })),
    limits: { warning: 0.3, bad: 1 },
    next: [linkTo('motus-slo'), linkTo('motus-services')],
  });
}

function secondTries() {
  return graph({
    title: 'How often did HAProxy try again?',
    description:
      'Retries: connections or requests that were tried once more. Redispatches: those that went to the twin. This is how ' +
      'the failure of an instance stays hidden from players.',
    unit: 'cps',
    queries: [
      { expr: 'sum(rate(edge_retries_total[$__rate_interval]))', legend: 'retries' },
      { expr: 'sum(rate(edge_redispatches_total[$__rate_interval]))', legend: 'redispatches' },
    ],
    next: [linkTo('motus-haproxy')],
  });
}

function primaries() {
  return numbers({
    title: 'Which node is the primary of each store?',
    description:
      'The nodes that say they are the primary. Two names of one store: the Sentinels are just changing that.',
    unit: 'none',
    queries: [
      {
        expr: 'max by (instance) (redis_instance_info{job="redis", role="master"})',
        legend: '{{instance}}',
      },
    ],
    text: 'name',
    next: [linkTo('motus-stores')],
  });
}

function failovers() {
  return graph({
    title: 'Failovers',
    description: 'How often a service learned of a new primary of its store, within the last five minutes.',
    unit: 'short',
    queries: [{ expr: 'max by (store) (increase(store_failovers_total[5m]))', legend: '{{store}}' }],
    limits: { warning: 1 },
    next: [linkTo('motus-stores')],
  });
}

function unreplicatedWrites() {
  return graph({
    title: 'Writes that exist in one place only',
    description:
      'Writes that were acknowledged to players within the last five minutes although no replica had confirmed them. They ' +
      'are lost if the primary’s disk is.',
    unit: 'short',
    queries: [
      { expr: 'sum by (store) (increase(store_unreplicated_writes_total[5m]))', legend: '{{store}}' },
    ],
    limits: { warning: 1 },
    next: [linkTo('motus-stores')],
  });
}

function alerts() {
  return numbers({
    title: 'Which alerts fire?',
    description:
      'The alerts that fire now, and how many of each, without the one that always does. What to do is in docs/runbooks.',
    unit: 'short',
    queries: [
      {
        expr:
          'count by (alertname) (ALERTS{alertstate="firing", alertname!="Watchdog"})' +
          ' or on () label_replace(vector(0), "alertname", "none", "", "")',
        legend: '{{alertname}}',
      },
    ],
    limits: { warning: 1 },
    text: 'both',
    height: 7,
    next: [linkTo('motus-observability')],
  });
}

function restarts() {
  return graph({
    title: 'Restarts',
    description:
      'How often the process of each instance changed within the last five minutes: also those that came back quickly.',
    unit: 'short',
    queries: [
      {
        expr:
          `changes(process_start_time_seconds{job=~"${SERVICES}"}[5m])` +
          ' or changes(haproxy_process_start_time_seconds[5m])' +
          ' or changes(redis_start_time_seconds[5m])',
        legend: '{{instance}}',
      },
    ],
    limits: { warning: 1 },
    next: [linkTo('motus-services')],
  });
}
