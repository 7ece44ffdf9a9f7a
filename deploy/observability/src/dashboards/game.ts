import { makeDashboard } from '../grafana/dashboard.ts';
import { linkTo } from '../grafana/links.ts';
import { bars, graph, logGraph, numbers } from '../grafana/panels.ts';

/** The dashboard *Game*: visitors, plays, attempts and leagues. */
export const game = makeDashboard({
  uid: 'motus-game',
  description: 'How the game is played: who comes, how plays end, what players write.',
  from: 'now-24h',
  refresh: '1m',
  sections: [
    { title: 'Plays', panels: [started(), ended(), attemptsToWin(), streaks()] },
    { title: 'Players', panels: [visitors(), merged(), leagues(), logins()] },
    { title: 'Attempts', panels: [attempts(), refusedWords(), waits(), batches()] },
  ],
});

function started() {
  return numbers({
    title: 'How many plays were started?',
    description:
      'Plays whose first attempt was accepted within the time range, by players with an account and by guests.',
    unit: 'short',
    decimals: 0,
    queries: [{ expr: 'sum by (by) (increase(plays_started_total[$__range]))', legend: '{{by}}' }],
    text: 'both',
    next: [linkTo('motus-logs', { event: 'play_started' })],
  });
}

function ended() {
  return numbers({
    title: 'How many plays were won, and how many lost?',
    description: 'Plays that ended within the time range. Many lost ones: the word of the day was hard.',
    unit: 'short',
    decimals: 0,
    queries: [{ expr: 'sum by (outcome) (increase(plays_ended_total[$__range]))', legend: '{{outcome}}' }],
    text: 'both',
    next: [linkTo('motus-logs', { event: 'play_ended' })],
  });
}

function attemptsToWin() {
  return bars({
    title: 'How many attempts did the winners need?',
    description: 'Plays won within the time range, by the number of their attempts.',
    unit: 'short',
    decimals: 0,
    queries: [
      {
        expr: 'sum by (attempts) (increase(plays_ended_total{outcome="won"}[$__range]))',
        legend: '{{attempts}} attempts',
      },
    ],
    next: [linkTo('motus-logs', { event: 'play_ended' })],
  });
}

function streaks() {
  return bars({
    title: 'How long are the streaks?',
    description:
      'The streaks of the players whose plays ended within the time range: how many are at most so many days long.',
    unit: 'short',
    decimals: 0,
    queries: [
      { expr: 'sum by (le) (increase(streak_length_days_bucket[$__range]))', legend: 'up to {{le}} days' },
    ],
    next: [linkTo('motus-logs', { event: 'play_ended' })],
  });
}

function visitors() {
  return graph({
    title: 'Visitors, by kind',
    description:
      'Visits a second: guests who come for the first time, guests who are known, players with an account.',
    unit: 'cps',
    queries: [{ expr: 'sum by (kind) (rate(visitors_total[$__rate_interval]))', legend: '{{kind}}' }],
    stacked: true,
    next: [linkTo('motus-auth')],
  });
}

function merged() {
  return graph({
    title: 'Do guests become players?',
    description:
      'Guests whose plays were merged into an account, and accounts that were registered, within an hour each.',
    unit: 'short',
    queries: [
      { expr: 'sum(increase(guests_merged_total[1h]))', legend: 'guests merged' },
      { expr: 'sum(increase(registrations_total{outcome="created"}[1h]))', legend: 'accounts registered' },
    ],
    next: [linkTo('motus-logs', { event: 'guest_merged' })],
  });
}

function leagues() {
  return graph({
    title: 'Leagues',
    description: 'Leagues created, and players who joined one, within an hour each.',
    unit: 'short',
    queries: [
      { expr: 'sum(increase(leagues_created_total[1h]))', legend: 'created' },
      { expr: 'sum(increase(league_joins_total[1h]))', legend: 'joined' },
    ],
    next: [linkTo('motus-logs', { event: 'league_joined' })],
  });
}

function logins() {
  return graph({
    title: 'Do logins come back to the game?',
    description: 'Logins that came back from the auth service to motus, a second, by outcome.',
    unit: 'cps',
    queries: [
      { expr: 'sum by (outcome) (rate(logins_completed_total[$__rate_interval]))', legend: '{{outcome}}' },
    ],
    next: [linkTo('motus-auth')],
  });
}

function attempts() {
  return graph({
    title: 'Attempts, by outcome',
    description:
      'Attempts a second by outcome: accepted, repeated (the same attempt once more, which changes nothing), or the code of ' +
      'the refusal. Repeated ones are the retries of pages and of HAProxy.',
    unit: 'cps',
    queries: [{ expr: 'sum by (outcome) (rate(attempts_total[$__rate_interval]))', legend: '{{outcome}}' }],
    stacked: true,
    next: [linkTo('motus-services', { service: 'motus' })],
  });
}

function refusedWords() {
  return logGraph({
    title: 'Why are words refused?',
    description:
      'Refused words by reason, counted from the log. Words that many players miss belong in the word list: they report them.',
    unit: 'short',
    queries: [
      {
        expr: 'sum by (reason) (count_over_time({service="motus"} | json | event="word_refused" [$__auto]))',
        legend: '{{reason}}',
      },
    ],
    next: [linkTo('motus-logs', { event: 'word_refused' })],
  });
}

function waits() {
  return graph({
    title: 'How long does an attempt take?',
    description:
      'The time of motus for an attempt, with the ledger’s. A point is one request: click it for its log lines.',
    unit: 's',
    queries: [50, 99].map((percent) => ({
      expr:
        `histogram_quantile(0.${percent}, sum by (le) (` +
        'rate(http_request_duration_seconds_bucket{job="motus", method="POST", route="/api/attempts"}[$__rate_interval])))',
      legend: `p${percent}`,
      exemplars: percent === 99,
    })),
    limits: { warning: 0.3, bad: 1 },
    next: [linkTo('motus-stores'), linkTo('motus-services', { service: 'motus' })],
  });
}

function batches() {
  return graph({
    title: 'How many attempts share one request to the ledger?',
    description:
      'Attempts that arrive at the same moment are sent in one batch. One when it is quiet; more means that there is much to do.',
    unit: 'short',
    queries: [
      {
        expr: 'sum(rate(attempt_batch_size_sum[$__rate_interval])) / sum(rate(attempt_batch_size_count[$__rate_interval]))',
        legend: 'mean',
      },
      {
        expr: 'histogram_quantile(0.99, sum by (le) (rate(attempt_batch_size_bucket[$__rate_interval])))',
        legend: 'p99',
      },
    ],
    next: [linkTo('motus-services', { service: 'score' })],
  });
}
