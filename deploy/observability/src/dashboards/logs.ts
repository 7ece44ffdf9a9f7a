import { makeDashboard } from '../grafana/dashboard.ts';
import { linkTo } from '../grafana/links.ts';
import { lines, logGraph } from '../grafana/panels.ts';
import { choice, serviceVariable, text } from '../grafana/variables.ts';

/** The log streams that the variables select. */
const CHOSEN = '{service=~"$service", instance=~"$instance.*", level=~"$level"}';

/** The dashboard *Logs and one request*: all log lines, or those of one request. */
export const logs = makeDashboard({
  uid: 'motus-logs',
  description:
    'What the components say. Paste the id of a request, which every answer and every error page has, for its whole story.',
  from: 'now-1h',
  refresh: '30s',
  variables: [
    text(
      'request_id',
      'Request id',
      'The id that an answer has in its header X-Request-Id, and an error page at its end.',
    ),
    serviceVariable([
      'auth',
      'motus',
      'score',
      'haproxy',
      'redis',
      'sentinel',
      'shipper',
      'runner',
      'drill',
      'bench',
    ]),
    text('instance', 'Instance', 'The name of an instance, as score1, or its beginning.'),
    choice('level', 'Level', ['debug', 'info', 'warning', 'error', 'critical'], '.*'),
    text('event', 'Event', 'The name of an event, as play_ended, or any text that the lines contain.'),
  ],
  sections: [
    { title: 'One request', panels: [oneRequest()] },
    { title: 'All lines', panels: [volume(), events(), newest()] },
    { title: 'What went wrong', panels: [wrong()] },
  ],
});

function oneRequest() {
  return lines({
    title: 'One request, from the router to the ledger',
    description:
      'Every line with the request id above, from every component, in the order of time: the router’s, those of the services ' +
      'on its way, and those of the batch in which an attempt was sent. Without an id: all lines.',
    queries: [{ expr: '{service=~".+"} |= "$request_id"', legend: '' }],
    oldestFirst: true,
    next: [linkTo('motus-now'), linkTo('motus-services')],
  });
}

function volume() {
  return logGraph({
    title: 'Lines, by level',
    description: 'How many lines the chosen components wrote.',
    unit: 'short',
    queries: [
      { expr: `sum by (level) (count_over_time(${CHOSEN} |= "$event" [$__auto]))`, legend: '{{level}}' },
    ],
    next: [linkTo('motus-observability')],
  });
}

function events() {
  return logGraph({
    title: 'Events',
    description: 'What happened, by the name of the event.',
    unit: 'short',
    queries: [
      {
        expr: `sum by (event) (count_over_time(${CHOSEN} |= "$event" | json event="event" | event!="" [$__auto]))`,
        legend: '{{event}}',
      },
    ],
    next: [linkTo('motus-game')],
  });
}

function newest() {
  return lines({
    title: 'The newest lines',
    description: 'Lines of the chosen components. Open one for its fields and for a link to its request.',
    queries: [{ expr: `${CHOSEN} |= "$event" |= "$request_id"`, legend: '' }],
    height: 14,
    next: [linkTo('motus-now')],
  });
}

function wrong() {
  return lines({
    title: 'Warnings and errors',
    description: 'Lines of level warning or above of all components.',
    queries: [{ expr: '{service=~".+", level=~"warning|error|critical"}', legend: '' }],
    next: [linkTo('motus-now')],
  });
}
