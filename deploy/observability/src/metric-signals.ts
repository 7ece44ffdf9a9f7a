import { ALL_JOBS, type Job, type MetricReader } from './jobs-and-readers.ts';

export type Unit = '' | 's' | 'days' | 'attempts';

/** All values of a label; `bounded` if there are too many to list, but clients cannot add any. */
export type LabelValues = readonly string[] | 'bounded';

export interface MetricSignal {
  /** A histogram without `_bucket`, `_sum` and `_count`. */
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly unit: Unit;
  /** Without `job` and `instance`, which Prometheus adds, and without the `le` of a histogram. */
  readonly labels: Readonly<Record<string, LabelValues>>;
  readonly jobs: readonly Job[];
  readonly meaning: string;
  readonly readBy: readonly MetricReader[];
}

const BY = ['player', 'guest'];
const STORES = ['auth-store', 'score-store'];
const SERVICES: readonly Job[] = ['auth', 'motus', 'score'];
const SPAN_DROP_REASONS = ['queue_full', 'export_failed'];
const DROP_REASONS = ['buffer_full', 'refused', 'too_long', 'thread_ended', 'closed'];

const http = { method: 'bounded', route: 'bounded', status: 'bounded' } as const;
const internal = { peer: ['auth', 'score'], outcome: ['ok', 'refused', 'unavailable'] };

/** Every metric of our own components: what the dashboards, the alerts and the tests rely on. */
export const METRICS: readonly MetricSignal[] = [
  // Every service.
  counter(
    'http_requests_total',
    http,
    ALL_JOBS,
    'requests answered, by route template',
    'dashboard Services',
  ),
  histogram(
    'http_request_duration_seconds',
    's',
    http,
    ALL_JOBS,
    'from the request to the end of its answer',
    ['dashboard Services', 'dashboard Game', 'dashboard Auth'],
  ),
  gauge('http_requests_in_flight', {}, ALL_JOBS, 'requests that are being answered', 'dashboard Services'),
  gauge('instance_draining', {}, ALL_JOBS, '1 while the instance drains, else 0', 'dashboard Now'),
  counter('internal_requests_total', internal, ['motus', 'score'], 'calls of other services', [
    'dashboard Services',
  ]),
  histogram(
    'internal_request_duration_seconds',
    's',
    internal,
    ['motus', 'score'],
    'how long calls of other services took, tries included',
    'dashboard Services',
  ),
  counter(
    'internal_request_hedges_total',
    { peer: ['auth', 'score'] },
    ['motus', 'score'],
    'calls sent again after silence',
    'dashboard Services',
  ),

  // Stores, as their clients see them.
  histogram(
    'store_call_duration_seconds',
    's',
    { store: STORES, call: 'bounded', outcome: 'bounded' },
    ['auth', 'score'],
    'how long a command or a script took, by its name in the code',
    'dashboard Stores',
  ),
  counter(
    'store_failovers_total',
    { store: STORES },
    ['auth', 'score'],
    'other primaries that were announced',
    ['dashboard Now', 'dashboard Stores', 'alert StoreFailover'],
  ),
  gauge(
    'store_replica_connected',
    { store: STORES },
    ['auth', 'score'],
    '1 while the replica confirms writes',
    ['dashboard Now', 'alert StoreWithoutReplica'],
  ),
  counter(
    'store_unreplicated_writes_total',
    { store: STORES },
    ['auth', 'score'],
    'writes acknowledged while only the primary had them',
    ['dashboard Now', 'dashboard Stores', 'alert UnreplicatedWrites'],
  ),
  gauge(
    'store_writes_refused',
    { store: STORES, reason: ['disk', 'memory'] },
    ['auth', 'score'],
    '1 while the primary refuses writes because it is full',
    ['dashboard Now', 'dashboard Stores', 'alert StoreFull'],
  ),

  // Delivery of log lines.
  counter('log_lines_delivered_total', {}, ALL_JOBS, 'own lines that Loki has', 'dashboard Observability'),
  counter(
    'log_lines_dropped_total',
    { reason: DROP_REASONS },
    ALL_JOBS,
    'own lines that Loki will never have',
    ['dashboard Observability', 'alert LogLinesDropped'],
  ),
  gauge('log_lines_pending', {}, ALL_JOBS, 'own lines that wait for Loki', [
    'dashboard Observability',
    'alert LogDeliveryStalled',
  ]),

  // Delivery of spans, where OTEL_EXPORTER_OTLP_ENDPOINT is set. The shipper makes none.
  counter('spans_delivered_total', {}, SERVICES, 'spans that the collector has', 'dashboard Observability'),
  counter(
    'spans_dropped_total',
    { reason: SPAN_DROP_REASONS },
    SERVICES,
    'spans that the collector will never have',
    ['dashboard Observability', 'alert SpansDropped'],
  ),

  // The game.
  counter(
    'visitors_total',
    { kind: ['new_guest', 'guest', 'account'] },
    ['motus'],
    'openings of the page, by who is at it',
    'dashboard Game',
  ),
  counter(
    'attempts_total',
    {
      outcome: [
        'accepted',
        'repeated',
        'word_letters',
        'word_length',
        'word_first_letter',
        'word_unknown',
        'day_closed',
        'row_conflict',
        'play_finished',
        'play_unfinished',
        'play_not_started',
        'disqualified',
        'guest_moved',
        'not_logged_in',
        'try_again',
      ],
      by: BY,
    },
    ['motus'],
    'words played: accepted, repeated (the same request again), or the code of the refusal',
    'dashboard Game',
  ),
  histogram(
    'attempt_batch_size',
    'attempts',
    {},
    ['motus'],
    'attempts sent to score in one batch',
    'dashboard Game',
  ),
  counter('plays_started_total', { by: BY }, ['motus'], 'plays, of the day or of the archive, that began', [
    'dashboard Game',
  ]),
  counter(
    'plays_ended_total',
    { outcome: ['won', 'lost'], attempts: ['1', '2', '3', '4', '5', '6'], by: BY },
    ['motus'],
    'plays, of the day or of the archive, that were won or lost',
    'dashboard Game',
  ),
  histogram(
    'streak_length_days',
    'days',
    {},
    ['score'],
    'days won in a row when a play of an account ends; 0 when it was lost',
    'dashboard Game',
  ),
  counter('guests_merged_total', {}, ['score'], 'guests whose plays an account took over', 'dashboard Game'),
  counter('leagues_created_total', {}, ['score'], 'leagues created', 'dashboard Game'),
  counter(
    'league_joins_total',
    {},
    ['score'],
    'players who joined a league of somebody else',
    'dashboard Game',
  ),

  // Accounts.
  counter(
    'logins_total',
    { outcome: ['success', 'refused', 'busy', 'repeated'] },
    ['auth'],
    'login forms posted; repeated: sent again by HAProxy after it had succeeded',
    ['dashboard Auth', 'alert LoginAttack'],
  ),
  counter(
    'logins_completed_total',
    { outcome: ['success', 'restarted', 'failed'] },
    ['motus'],
    'logins that came back from auth; restarted: the code was used before',
    'dashboard Auth',
  ),
  counter(
    'registrations_total',
    { outcome: ['created', 'repeated', 'name_taken', 'invalid', 'busy'] },
    ['auth'],
    'registration forms posted',
    'dashboard Auth',
  ),
  counter('password_hashes_total', {}, ['auth'], 'password hashes started', 'dashboard Auth'),
  gauge('password_hashes_waiting', {}, ['auth'], 'passwords that wait to be hashed', 'dashboard Auth'),

  // From HAProxy's log: the edge, as players feel it, and the calls between services.
  ...routed('edge', ['motus', 'auth', 'none'], 'requests of players', {
    requests: ['dashboard Now', 'dashboard SLO'],
    durations: [
      'dashboard Now',
      'dashboard SLO',
      'alert ErrorBudgetBurnsFast',
      'alert ErrorBudgetBurnsSlowly',
    ],
  }),
  ...routed('internal_hop', ['score', 'auth', 'none'], 'calls between services', {
    requests: 'dashboard HAProxy',
    durations: 'dashboard HAProxy',
  }),

  // The log lines of third-party programs.
  counter(
    'shipped_lines_received_total',
    { service: ['haproxy', 'redis', 'sentinel', 'runner'], source: 'bounded' },
    ['shipper'],
    'lines of other programs that arrived, by the instance that wrote them',
    ['dashboard Observability', 'alert HaproxyLinesMissing'],
  ),
  counter('shipped_lines_delivered_total', {}, ['shipper'], 'of those, lines that Loki has', [
    'dashboard Observability',
  ]),
  counter(
    'shipped_lines_dropped_total',
    { reason: DROP_REASONS },
    ['shipper'],
    'lines of other programs that Loki will never have; too_long has also those that were not received',
    ['dashboard Observability', 'alert LogLinesDropped'],
  ),
  gauge('shipped_lines_pending', {}, ['shipper'], 'of those, lines that wait for Loki', [
    'dashboard Observability',
    'alert LogDeliveryStalled',
  ]),
];

type Readers = MetricReader | readonly MetricReader[];

/** The metrics that the shipper derives from HAProxy's lines about one frontend. */
function routed(
  prefix: string,
  backends: readonly string[],
  what: string,
  readBy: { requests: Readers; durations: Readers },
): MetricSignal[] {
  const jobs: readonly Job[] = ['shipper'];
  const perBackend = { backend: backends };
  return [
    counter(
      `${prefix}_requests_total`,
      { backend: backends, status: 'bounded' },
      jobs,
      `${what}; status 0: the client left before there was an answer`,
      readBy.requests,
    ),
    histogram(
      `${prefix}_request_duration_seconds`,
      's',
      { backend: backends, status_class: ['2xx', '3xx', '4xx', '5xx'] },
      jobs,
      `how long ${what} took, tries at both instances included`,
      readBy.durations,
    ),
    counter(
      `${prefix}_retries_total`,
      perBackend,
      jobs,
      `tries of ${what} that were repeated`,
      'dashboard HAProxy',
    ),
    counter(
      `${prefix}_redispatches_total`,
      perBackend,
      jobs,
      `${what} sent to the other instance`,
      'dashboard HAProxy',
    ),
    counter(
      `${prefix}_aborted_total`,
      perBackend,
      jobs,
      `${what} whose client left before the end`,
      'dashboard HAProxy',
    ),
  ];
}

function counter(
  name: string,
  labels: MetricSignal['labels'],
  jobs: readonly Job[],
  meaning: string,
  readBy: Readers,
): MetricSignal {
  return { name, type: 'counter', unit: '', labels, jobs, meaning, readBy: [readBy].flat() };
}

function gauge(
  name: string,
  labels: MetricSignal['labels'],
  jobs: readonly Job[],
  meaning: string,
  readBy: Readers,
): MetricSignal {
  return { name, type: 'gauge', unit: '', labels, jobs, meaning, readBy: [readBy].flat() };
}

function histogram(
  name: string,
  unit: Unit,
  labels: MetricSignal['labels'],
  jobs: readonly Job[],
  meaning: string,
  readBy: Readers,
): MetricSignal {
  return { name, type: 'histogram', unit, labels, jobs, meaning, readBy: [readBy].flat() };
}
