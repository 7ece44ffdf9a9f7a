import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { makeDashboard } from '../grafana/dashboard.ts';
import { linkTo } from '../grafana/links.ts';
import { BAD, OK } from '../grafana/palette.ts';
import { graph, timeline } from '../grafana/panels.ts';

/** The dashboard *HAProxy*: its servers, requests, retries and connections. */
export const haproxy = makeDashboard({
  uid: 'motus-haproxy',
  description: 'The two routers: which servers they use, how they hide failures, and how much they carry.',
  from: 'now-1h',
  refresh: '10s',
  sections: [
    { title: 'Servers', panels: [servers(), active(), checks()] },
    { title: 'Edge', panels: [statuses(), waits(), secondTries(), aborted()] },
    { title: 'Calls between services', panels: [hops(), hopWaits(), hopTries(), hopsAborted()] },
    { title: 'Backends', panels: [responses(), times(), queues(), connectionErrors()] },
    { title: 'The routers themselves', panels: [sessions(), idle()] },
  ],
});

function servers() {
  return timeline({
    title: 'Which servers do the routers use?',
    description:
      'One row for each server of each router. Down: three checks in a row failed, or five connections did; requests go to ' +
      'the twin.',
    unit: 'none',
    queries: [
      {
        expr: 'max by (instance, server) (haproxy_server_status{state="UP"})',
        legend: '{{instance}} → {{server}}',
      },
    ],
    mappings: [
      {
        type: MappingType.ValueToText,
        options: {
          0: { text: '✕ down', color: BAD, index: 0 },
          1: { text: '✓ up', color: OK, index: 1 },
        },
      },
    ],
    width: 24,
    height: 11,
    next: [linkTo('motus-now')],
  });
}

function active() {
  return graph({
    title: 'How many servers has each backend?',
    description: 'Servers that are up, in the view of the router that sees the fewest.',
    unit: 'short',
    queries: [
      {
        expr: 'min by (proxy) (haproxy_backend_active_servers{proxy=~"auth|motus|score"})',
        legend: '{{proxy}}',
      },
    ],
    next: [linkTo('motus-now')],
  });
}

function checks() {
  return graph({
    title: 'Failed checks',
    description:
      'Health checks that failed, a second, by server. Some fail on a busy machine; three in a row take it out.',
    unit: 'cps',
    queries: [
      {
        expr: 'sum by (server) (rate(haproxy_server_check_failures_total[$__rate_interval]))',
        legend: '{{server}}',
      },
    ],
    next: [linkTo('motus-logs', { service: 'haproxy' })],
  });
}

function statuses() {
  return graph({
    title: 'Answers to players, by status',
    description:
      'Answers a second at the edge, by status. 503 with “réessayez” is the router’s own, when no server is up.',
    unit: 'reqps',
    queries: [
      { expr: 'sum by (status) (rate(edge_requests_total[$__rate_interval]))', legend: '{{status}}' },
    ],
    stacked: true,
    next: [linkTo('motus-slo'), linkTo('motus-logs', { service: 'haproxy' })],
  });
}

function waits() {
  return graph({
    title: 'How long do players wait, by backend? (p99)',
    description:
      'The total time of all but one in a hundred requests at the edge. A point is one request: click it for its log lines.',
    unit: 's',
    queries: [
      {
        expr:
          'histogram_quantile(0.99, sum by (le, backend) (' +
          'rate(edge_request_duration_seconds_bucket[$__rate_interval])))',
        legend: '{{backend}}',
        exemplars: true,
      },
    ],
    limits: { warning: 0.3, bad: 1 },
    next: [linkTo('motus-services')],
  });
}

function secondTries() {
  return graph({
    title: 'Retries and redispatches, by backend',
    description: 'Tries that were repeated, and those that went to the twin, a second; players see neither.',
    unit: 'cps',
    queries: [
      {
        expr: 'sum by (backend) (rate(edge_retries_total[$__rate_interval]))',
        legend: '{{backend}}: retries',
      },
      {
        expr: 'sum by (backend) (rate(edge_redispatches_total[$__rate_interval]))',
        legend: '{{backend}}: redispatches',
      },
    ],
    next: [linkTo('motus-now')],
  });
}

function aborted() {
  return graph({
    title: 'Requests that players gave up',
    description: 'Requests whose client closed the connection before the answer was complete, a second.',
    unit: 'cps',
    queries: [
      { expr: 'sum by (backend) (rate(edge_aborted_total[$__rate_interval]))', legend: '{{backend}}' },
    ],
    next: [linkTo('motus-slo')],
  });
}

function hops() {
  return graph({
    title: 'Answers to services, by status',
    description:
      'Calls between services that the routers answer a second, by status. Status 0: the caller went away.',
    unit: 'reqps',
    queries: [
      { expr: 'sum by (status) (rate(internal_hop_requests_total[$__rate_interval]))', legend: '{{status}}' },
    ],
    stacked: true,
    next: [linkTo('motus-services'), linkTo('motus-logs', { service: 'haproxy' })],
  });
}

function hopWaits() {
  return graph({
    title: 'How long do services wait for each other, by backend? (p99)',
    description:
      'The total time of all but one in a hundred calls. A point is one call: click it for its log lines.',
    unit: 's',
    queries: [
      {
        expr:
          'histogram_quantile(0.99, sum by (le, backend) (' +
          'rate(internal_hop_request_duration_seconds_bucket[$__rate_interval])))',
        legend: '{{backend}}',
        exemplars: true,
      },
    ],
    limits: { warning: 0.3, bad: 1 },
    next: [linkTo('motus-stores')],
  });
}

function hopTries() {
  return graph({
    title: 'Retries and redispatches of calls, by backend',
    description:
      'Calls between services that were tried again, and those of them that went to the twin, a second.',
    unit: 'cps',
    queries: [
      {
        expr: 'sum by (backend) (rate(internal_hop_retries_total[$__rate_interval]))',
        legend: '{{backend}}: retries',
      },
      {
        expr: 'sum by (backend) (rate(internal_hop_redispatches_total[$__rate_interval]))',
        legend: '{{backend}}: redispatches',
      },
    ],
    next: [linkTo('motus-now')],
  });
}

function hopsAborted() {
  return graph({
    title: 'Calls that services gave up',
    description:
      'Calls a second whose caller closed the connection: it waited long enough, or got the answer from the twin first.',
    unit: 'cps',
    queries: [
      {
        expr: 'sum by (backend) (rate(internal_hop_aborted_total[$__rate_interval]))',
        legend: '{{backend}}',
      },
    ],
    next: [linkTo('motus-services')],
  });
}

function responses() {
  return graph({
    title: 'Errors of the backends',
    description:
      'Answers with status 5xx a second, by backend, calls between services (score) included. A retry hides them from players.',
    unit: 'reqps',
    queries: [
      {
        expr:
          'sum by (proxy) (rate(' +
          'haproxy_backend_http_responses_total{proxy=~"auth|motus|score", code="5xx"}[$__rate_interval]))',
        legend: '{{proxy}}',
      },
    ],
    limits: { warning: 0.1 },
    next: [linkTo('motus-logs', { level: 'error' })],
  });
}

function times() {
  return graph({
    title: 'How long do the servers take?',
    description:
      'The mean time until the answer begins, over the last 1,024 requests of each server, in the slower router.',
    unit: 's',
    queries: [
      { expr: 'max by (server) (haproxy_server_response_time_average_seconds)', legend: '{{server}}' },
    ],
    limits: { warning: 0.3, bad: 1 },
    next: [linkTo('motus-services')],
  });
}

function queues() {
  return graph({
    title: 'Do requests wait for a server?',
    description: 'Requests in the queue of each backend. It stays at 0, unless no server takes them.',
    unit: 'short',
    queries: [
      {
        expr: 'sum by (proxy) (haproxy_backend_current_queue{proxy=~"auth|motus|score"})',
        legend: '{{proxy}}',
      },
    ],
    limits: { warning: 1 },
    next: [linkTo('motus-services')],
  });
}

function connectionErrors() {
  return graph({
    title: 'Failed connections to servers',
    description:
      'Connections a second that failed also when they were tried again: no server of the backend takes requests.',
    unit: 'cps',
    queries: [
      {
        expr: 'sum by (server) (rate(haproxy_server_connection_errors_total[$__rate_interval]))',
        legend: '{{server}}',
      },
    ],
    next: [linkTo('motus-now')],
  });
}

function sessions() {
  return graph({
    title: 'Open connections at the edge',
    description: 'Connections of browsers to each router; beyond 3,000 new ones wait.',
    unit: 'short',
    queries: [
      {
        expr: 'max by (instance) (haproxy_frontend_current_sessions{proxy="edge"})',
        legend: '{{instance}}',
      },
    ],
    limits: { warning: 2000, bad: 3000 },
    next: [linkTo('motus-now')],
  });
}

function idle() {
  return graph({
    title: 'How much time has each router left?',
    description: 'The share of time, in percent, in which it has nothing to do.',
    unit: 'percent',
    max: 100,
    queries: [{ expr: 'min by (instance) (haproxy_process_idle_time_percent)', legend: '{{instance}}' }],
    limits: { warning: 50, bad: 20 },
    lowIsBad: true,
    next: [linkTo('motus-services')],
  });
}
