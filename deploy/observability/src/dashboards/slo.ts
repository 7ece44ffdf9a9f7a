import { BUDGET_LEFT, burnRate, compliance, OBJECTIVE, OBJECTIVE_MET, WINDOW } from '../expressions/slo.ts';
import { makeDashboard } from '../grafana/dashboard.ts';
import { linkTo } from '../grafana/links.ts';
import { graph, numbers } from '../grafana/panels.ts';

/** The dashboard *SLO*: whether 99.9 % of requests are answered without an error within 300 ms. */
export const slo = makeDashboard({
  uid: 'motus-slo',
  description: `The objective: 99.9 % of the requests of players are answered, without an error, within 300 ms, over ${WINDOW}.`,
  from: 'now-24h',
  refresh: '1m',
  sections: [
    { title: 'Objective', panels: [kept(), budget(), burnNow(), requests()] },
    { title: 'Over time', panels: [burn(), share(), slow(), failed()] },
  ],
});

function kept() {
  return numbers({
    title: 'Is the objective kept?',
    description: `The share of requests within ${WINDOW} that were answered without an error within 300 ms. The objective is 99.9 %.`,
    unit: 'percentunit',
    decimals: 3,
    queries: [{ expr: OBJECTIVE_MET, legend: 'answered in time' }],
    limits: { bad: OBJECTIVE, warning: 0.9995 },
    lowIsBad: true,
    width: 6,
    next: [linkTo('motus-now')],
  });
}

function budget() {
  return numbers({
    title: 'How much of the error budget is left?',
    description: `One in a thousand requests may miss the objective. Below 0 % more did within ${WINDOW}: no risky change now.`,
    unit: 'percentunit',
    decimals: 1,
    queries: [{ expr: BUDGET_LEFT, legend: 'left' }],
    limits: { bad: 0, warning: 0.25 },
    lowIsBad: true,
    width: 6,
    next: [linkTo('motus-now')],
  });
}

function burnNow() {
  return numbers({
    title: 'How fast is it spent now?',
    description:
      'Times the speed at which the budget lasts for its window, over the last five minutes. At 14 it is gone in two days.',
    unit: 'short',
    decimals: 1,
    queries: [{ expr: burnRate('5m'), legend: 'burn rate' }],
    limits: { warning: 1, bad: 14 },
    width: 6,
    next: [linkTo('motus-now')],
  });
}

function requests() {
  return numbers({
    title: 'Requests',
    description: `Requests of players within ${WINDOW}. With few of them one slow answer weighs much.`,
    unit: 'short',
    decimals: 0,
    queries: [{ expr: `sum(increase(edge_request_duration_seconds_count[${WINDOW}]))`, legend: 'requests' }],
    width: 6,
    next: [linkTo('motus-haproxy')],
  });
}

function burn() {
  return graph({
    title: 'Burn rate',
    description:
      'How many times too fast the budget is spent, over a short and a long window. The alerts want both to be high.',
    unit: 'short',
    queries: ['5m', '1h', '6h'].map((window) => ({ expr: burnRate(window), legend: `over ${window}` })),
    limits: { warning: 1, bad: 14 },
    next: [linkTo('motus-now')],
  });
}

function share() {
  return graph({
    title: 'Which share of requests is answered in time?',
    description: 'Without an error and within 300 ms.',
    unit: 'percentunit',
    max: 1,
    queries: [{ expr: compliance('$__rate_interval'), legend: 'answered in time' }],
    limits: { bad: 0.99, warning: OBJECTIVE },
    lowIsBad: true,
    next: [linkTo('motus-haproxy')],
  });
}

function slow() {
  return graph({
    title: 'Requests that took longer than 300 ms',
    description: 'A second, by backend, whatever their answer.',
    unit: 'reqps',
    queries: [
      {
        expr:
          'sum by (backend) (rate(edge_request_duration_seconds_count[$__rate_interval]))' +
          ' - sum by (backend) (rate(edge_request_duration_seconds_bucket{le="0.3"}[$__rate_interval]))',
        legend: '{{backend}}',
      },
    ],
    next: [linkTo('motus-services')],
  });
}

function failed() {
  return graph({
    title: 'Requests that were answered with an error',
    description: 'A second, by status. 503 comes from the router itself when no instance is ready.',
    unit: 'reqps',
    queries: [
      {
        expr: 'sum by (status) (rate(edge_requests_total{status=~"5.."}[$__rate_interval]))',
        legend: '{{status}}',
      },
    ],
    next: [linkTo('motus-logs', { level: 'error' })],
  });
}
