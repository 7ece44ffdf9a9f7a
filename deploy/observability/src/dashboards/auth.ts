import { makeDashboard } from '../grafana/dashboard.ts';
import { linkTo } from '../grafana/links.ts';
import { graph, lines, logGraph, numbers } from '../grafana/panels.ts';

/** The dashboard *Auth*: whether people can log in, and whether somebody tries to guess passwords. */
export const auth = makeDashboard({
  uid: 'motus-auth',
  description: 'Whether people can log in, and whether somebody tries passwords.',
  from: 'now-6h',
  refresh: '30s',
  sections: [
    { title: 'Logins', panels: [accounts(), refusedShare(), logins(), registrations()] },
    { title: 'Passwords', panels: [waiting(), hashes(), waits(), completed()] },
    { title: 'Refusals', panels: [refusals(), refusalLines()] },
  ],
});

function accounts() {
  return numbers({
    title: 'How many accounts were registered?',
    description: 'Accounts created within the time range.',
    unit: 'short',
    decimals: 0,
    queries: [
      { expr: 'sum(increase(registrations_total{outcome="created"}[$__range]))', legend: 'accounts' },
    ],
    next: [linkTo('motus-logs', { event: 'registered' })],
  });
}

function refusedShare() {
  return numbers({
    title: 'Which share of logins is refused?',
    description:
      'Of the attempts to log in within the time range, those that did not succeed. People mistype about one in ten; far ' +
      'more than that is somebody who tries passwords.',
    unit: 'percentunit',
    decimals: 1,
    queries: [
      {
        expr: 'sum(increase(logins_total{outcome="refused"}[$__range])) / sum(increase(logins_total[$__range]))',
        legend: 'refused',
      },
    ],
    limits: { warning: 0.3, bad: 0.6 },
    noValue: 'no login yet',
    next: [linkTo('motus-logs', { event: 'login_refused' })],
  });
}

function logins() {
  return graph({
    title: 'Logins, by outcome',
    description: 'Attempts to log in at the auth service, a second, by outcome.',
    unit: 'cps',
    queries: [{ expr: 'sum by (outcome) (rate(logins_total[$__rate_interval]))', legend: '{{outcome}}' }],
    stacked: true,
    next: [linkTo('motus-logs', { event: 'login_refused' })],
  });
}

function registrations() {
  return graph({
    title: 'Registrations, by outcome',
    description: 'Registrations a second, by outcome: created, or why not.',
    unit: 'cps',
    queries: [
      { expr: 'sum by (outcome) (rate(registrations_total[$__rate_interval]))', legend: '{{outcome}}' },
    ],
    stacked: true,
    next: [linkTo('motus-logs', { event: 'registered' })],
  });
}

function waiting() {
  return graph({
    title: 'How many people wait for the hash of their password?',
    description:
      'Argon2 takes a core for some tens of milliseconds on purpose, so few run at once and the others wait. A long queue is ' +
      'a crowd of logins, or an attack.',
    unit: 'short',
    queries: [{ expr: 'sum by (instance) (password_hashes_waiting)', legend: '{{instance}}' }],
    limits: { warning: 20, bad: 100 },
    next: [linkTo('motus-services', { service: 'auth' })],
  });
}

function hashes() {
  return graph({
    title: 'Password hashes',
    description:
      'Passwords hashed a second, by instance: each is a login, a registration or a change of a password.',
    unit: 'ops',
    queries: [
      { expr: 'sum by (instance) (rate(password_hashes_total[$__rate_interval]))', legend: '{{instance}}' },
    ],
    next: [linkTo('motus-services', { service: 'auth' })],
  });
}

function waits() {
  return graph({
    title: 'How long do requests of the auth service take?',
    description:
      'All routes: those with a password take some hundred milliseconds. A point is one request: click it for its log lines.',
    unit: 's',
    queries: [50, 99].map((percent) => ({
      expr:
        `histogram_quantile(0.${percent}, sum by (le) (` +
        'rate(http_request_duration_seconds_bucket{job="auth"}[$__rate_interval])))',
      legend: `p${percent}`,
      exemplars: percent === 99,
    })),
    limits: { warning: 1, bad: 3 },
    next: [linkTo('motus-services', { service: 'auth' })],
  });
}

function completed() {
  return graph({
    title: 'Do logins come back to the game?',
    description:
      'Logins that came back to motus with a code, a second, by outcome. It should follow the logins above.',
    unit: 'cps',
    queries: [
      { expr: 'sum by (outcome) (rate(logins_completed_total[$__rate_interval]))', legend: '{{outcome}}' },
    ],
    next: [linkTo('motus-logs', { event: 'login_completed' })],
  });
}

function refusals() {
  return logGraph({
    title: 'Refused logins',
    description: 'Counted from the log, by instance.',
    unit: 'short',
    queries: [
      {
        expr: 'sum by (instance) (count_over_time({service="auth"} | json | event="login_refused" [$__auto]))',
        legend: '{{instance}}',
      },
    ],
    width: 24,
    next: [linkTo('motus-logs', { event: 'login_refused' })],
  });
}

function refusalLines() {
  return lines({
    title: 'The refused logins themselves',
    description: 'With shortened addresses of the clients, and without names.',
    queries: [{ expr: '{service="auth"} | json | event="login_refused"', legend: '' }],
    next: [linkTo('motus-logs', { event: 'login_refused' })],
  });
}
