import { makeDashboard } from '../grafana/dashboard.ts';
import { linkTo } from '../grafana/links.ts';
import { graph } from '../grafana/panels.ts';
import { serviceVariable } from '../grafana/variables.ts';

/** The memory limit of a service in docker-compose.yml, in bytes. */
const SERVICE_MEMORY = 256 * 2 ** 20;

/** Matches the selected services by the label `job`. */
const CHOSEN = 'job=~"$service"';

/** The dashboard *Services*: requests, calls between services, and their use of processor and memory. */
export const services = makeDashboard({
  uid: 'motus-services',
  description:
    'The services and their Node.js: requests, calls to each other, and what they use. Choose a service above.',
  from: 'now-1h',
  refresh: '10s',
  variables: [serviceVariable(['auth', 'motus', 'score', 'shipper'])],
  sections: [
    { title: 'Requests', panels: [requests(), waits(), errors(), inFlight()] },
    { title: 'Calls to each other', panels: [calls(), callWaits(), hedges(), draining()] },
    { title: 'Node.js', panels: [eventLoop(), cpu(), memory(), heap(), sockets(), garbage()] },
  ],
});

function requests() {
  return graph({
    title: 'Requests, by route',
    description:
      'Requests a second that the service answers, of the ten busiest routes. Health checks and scrapes are not counted.',
    unit: 'reqps',
    queries: [
      {
        expr: busiest(`sum by (job, route) (rate(http_requests_total{${CHOSEN}}[$__rate_interval]))`),
        legend: '{{job}} {{route}}',
      },
    ],
    next: [linkTo('motus-haproxy')],
  });
}

function waits() {
  return graph({
    title: 'How long do requests take? (p99)',
    description:
      'All but one in a hundred requests take less, of the ten busiest routes. A point is one request: click it for its log lines.',
    unit: 's',
    queries: [
      {
        expr: busiest(
          'histogram_quantile(0.99, sum by (le, job, route) (' +
            `rate(http_request_duration_seconds_bucket{${CHOSEN}}[$__rate_interval])))`,
        ),
        legend: '{{job}} {{route}}',
        exemplars: true,
      },
    ],
    limits: { warning: 0.3, bad: 1 },
    next: [linkTo('motus-stores')],
  });
}

/** Limits an expression to the ten routes with the most requests within the time range. */
function busiest(expr: string): string {
  const requests = `sum by (job, route) (increase(http_requests_total{${CHOSEN}}[$__range] @ end()))`;
  return `${expr} and on (job, route) topk(10, ${requests})`;
}

function errors() {
  return graph({
    title: 'Errors, by status',
    description:
      'Answers with status 4xx or 5xx a second, by instance. 4xx is the client’s mistake, 5xx the service’s.',
    unit: 'reqps',
    queries: [
      {
        expr: `sum by (instance, status) (rate(http_requests_total{${CHOSEN}, status=~"[45].."}[$__rate_interval]))`,
        legend: '{{status}} {{instance}}',
      },
    ],
    noValue: 'no error yet',
    next: [linkTo('motus-logs', { level: 'error' })],
  });
}

function inFlight() {
  return graph({
    title: 'Requests in flight',
    description:
      'Requests that each instance is answering at the moment of the scrape. A rising number: it waits for something.',
    unit: 'short',
    queries: [{ expr: `sum by (instance) (http_requests_in_flight{${CHOSEN}})`, legend: '{{instance}}' }],
    limits: { warning: 50, bad: 200 },
    next: [linkTo('motus-stores')],
  });
}

function calls() {
  return graph({
    title: 'Calls to other services, by outcome',
    description: 'Calls a second to another service through HAProxy, by that service and outcome.',
    unit: 'reqps',
    queries: [
      {
        expr: `sum by (peer, outcome) (rate(internal_requests_total{${CHOSEN}}[$__rate_interval]))`,
        legend: '{{peer}} {{outcome}}',
      },
    ],
    noValue: 'this service calls no other',
    next: [linkTo('motus-haproxy')],
  });
}

function callWaits() {
  return graph({
    title: 'How long do calls to other services take? (p99)',
    description: 'All but one in a hundred calls take less, with repeated tries.',
    unit: 's',
    queries: [
      {
        expr:
          'histogram_quantile(0.99, sum by (le, peer) (' +
          `rate(internal_request_duration_seconds_bucket{${CHOSEN}}[$__rate_interval])))`,
        legend: '{{peer}}',
      },
    ],
    limits: { warning: 0.3, bad: 1 },
    noValue: 'this service calls no other',
    next: [linkTo('motus-haproxy')],
  });
}

function hedges() {
  return graph({
    title: 'Calls that were sent again after a silence',
    description:
      'Calls a second that got no answer for long and were sent to the twin as well: an instance hangs.',
    unit: 'cps',
    queries: [
      {
        expr: `sum by (peer) (rate(internal_request_hedges_total{${CHOSEN}}[$__rate_interval]))`,
        legend: '{{peer}}',
      },
    ],
    noValue: 'this service calls no other',
    next: [linkTo('motus-now')],
  });
}

function draining() {
  return graph({
    title: 'Does an instance drain?',
    description:
      '1 while an instance drains before it stops: it finishes its requests, and gets no new ones.',
    unit: 'short',
    max: 1,
    queries: [{ expr: `max by (instance) (instance_draining{${CHOSEN}})`, legend: '{{instance}}' }],
    next: [linkTo('motus-logs', { event: 'instance_draining' })],
  });
}

function eventLoop() {
  return graph({
    title: 'How late is the event loop? (p99)',
    description:
      'How much later than planned a timer fires, since the last scrape. Above 100 ms players notice it.',
    unit: 's',
    queries: [
      { expr: `max by (instance) (nodejs_eventloop_lag_p99_seconds{${CHOSEN}})`, legend: '{{instance}}' },
    ],
    limits: { warning: 0.1, bad: 0.5 },
    next: [linkTo('motus-slo')],
  });
}

function cpu() {
  return graph({
    title: 'Processor',
    description:
      'The share of one core that each instance uses. JavaScript runs on one; at 100 % requests wait.',
    unit: 'percentunit',
    queries: [
      {
        expr: `sum by (instance) (rate(process_cpu_seconds_total{${CHOSEN}}[$__rate_interval]))`,
        legend: '{{instance}}',
      },
    ],
    limits: { warning: 0.7, bad: 0.95 },
    next: [linkTo('motus-game')],
  });
}

function memory() {
  return graph({
    title: 'Memory',
    description:
      'What each process has in memory. In Compose it may have 256 MiB: above 85 % an alert fires, at the limit it is killed.',
    unit: 'bytes',
    queries: [
      { expr: `max by (instance) (process_resident_memory_bytes{${CHOSEN}})`, legend: '{{instance}}' },
    ],
    limits: { warning: 0.7 * SERVICE_MEMORY, bad: 0.85 * SERVICE_MEMORY },
    next: [linkTo('motus-now')],
  });
}

function heap() {
  return graph({
    title: 'Heap',
    description: 'JavaScript objects of each instance. A line that only rises over hours is a leak.',
    unit: 'bytes',
    queries: [{ expr: `max by (instance) (nodejs_heap_size_used_bytes{${CHOSEN}})`, legend: '{{instance}}' }],
    next: [linkTo('motus-logs')],
  });
}

function sockets() {
  return graph({
    title: 'Open files and sockets',
    description: 'File descriptors of each instance: mostly connections.',
    unit: 'short',
    queries: [{ expr: `max by (instance) (process_open_fds{${CHOSEN}})`, legend: '{{instance}}' }],
    limits: { warning: 800, bad: 1000 },
    next: [linkTo('motus-haproxy')],
  });
}

function garbage() {
  return graph({
    title: 'Garbage collection',
    description: 'The share of time that each instance spends on it.',
    unit: 'percentunit',
    queries: [
      {
        expr: `sum by (instance) (rate(nodejs_gc_duration_seconds_sum{${CHOSEN}}[$__rate_interval]))`,
        legend: '{{instance}}',
      },
    ],
    limits: { warning: 0.1, bad: 0.3 },
    next: [linkTo('motus-game')],
  });
}
