/** A metric of a third-party program that the dashboards and alerts read. */
export interface ThirdPartyMetric {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  unit: string;
  /** Besides `job` and `instance`. */
  labels: readonly string[];
  /** The jobs whose targets have it. */
  jobs: readonly string[];
  meaning: string;
}

const SERVICES = ['auth', 'motus', 'score'];
const ALL = [
  'auth',
  'motus',
  'score',
  'haproxy',
  'redis',
  'sentinel',
  'shipper',
  'prometheus',
  'alertmanager',
  'loki',
  'node',
];

/** HAProxy, Redis and Sentinel have start times of other names. */
const OWN_START_TIME = ALL.filter((job) => !['haproxy', 'redis', 'sentinel'].includes(job));

/**
 * Metrics of Prometheus itself, HAProxy, the exporters of Redis and of the machine, and Node.js.
 *
 * @see https://docs.haproxy.org/3.0/management.html
 * @see https://github.com/oliver006/redis_exporter
 * @see https://github.com/siimon/prom-client
 */
export const THIRD_PARTY_METRICS: readonly ThirdPartyMetric[] = [
  gauge('up', '', [], ALL, 'whether the last scrape succeeded'),
  gauge('scrape_duration_seconds', 's', [], ALL, 'how long the last scrape took'),
  gauge('scrape_samples_scraped', '', [], ALL, 'samples of the last scrape'),
  gauge('ALERTS', '', ['alertname', 'alertstate', 'severity'], [], 'the alerts that fire or are about to'),

  gauge('process_start_time_seconds', 's', [], OWN_START_TIME, 'when the process started'),
  counter('process_cpu_seconds_total', 's', [], SERVICES, 'processor time'),
  gauge('process_resident_memory_bytes', 'bytes', [], [...SERVICES, 'prometheus'], 'memory'),
  gauge('process_open_fds', '', [], SERVICES, 'open files and sockets'),
  gauge('nodejs_eventloop_lag_p99_seconds', 's', [], SERVICES, 'how late timers fire'),
  gauge('nodejs_heap_size_used_bytes', 'bytes', [], SERVICES, 'JavaScript objects'),
  histogram('nodejs_gc_duration_seconds', 's', ['kind'], SERVICES, 'time for garbage collection'),

  gauge('haproxy_process_start_time_seconds', 's', [], ['haproxy'], 'when the router started'),
  gauge('haproxy_process_uptime_seconds', 's', [], ['haproxy'], 'for how long the router has been running'),
  gauge('haproxy_process_idle_time_percent', '%', [], ['haproxy'], 'the share of time without work'),
  gauge('haproxy_frontend_current_sessions', '', ['proxy'], ['haproxy'], 'open connections of clients'),
  counter('haproxy_frontend_http_requests_total', '', ['proxy'], ['haproxy'], 'requests that arrived'),
  gauge('haproxy_backend_active_servers', '', ['proxy'], ['haproxy'], 'servers that are up'),
  gauge('haproxy_backend_current_queue', '', ['proxy'], ['haproxy'], 'requests that wait for a server'),
  counter('haproxy_backend_http_responses_total', '', ['proxy', 'code'], ['haproxy'], 'answers, by class'),
  gauge('haproxy_server_status', '', ['proxy', 'server', 'state'], ['haproxy'], '1 for the state it has'),
  counter('haproxy_server_check_failures_total', '', ['proxy', 'server'], ['haproxy'], 'failed checks'),
  counter(
    'haproxy_server_connection_errors_total',
    '',
    ['proxy', 'server'],
    ['haproxy'],
    'failed connections',
  ),
  gauge(
    'haproxy_server_response_time_average_seconds',
    's',
    ['proxy', 'server'],
    ['haproxy'],
    'mean time until an answer begins, of the last 1,024',
  ),

  gauge('redis_up', '', [], ['redis', 'sentinel'], 'whether the exporter reaches it'),
  gauge('redis_instance_info', '', ['role'], ['redis'], '1, with its role'),
  gauge('redis_uptime_in_seconds', 's', [], ['redis', 'sentinel'], 'for how long it has been running'),
  gauge('redis_start_time_seconds', 's', [], ['redis', 'sentinel'], 'when it started'),
  gauge('redis_connected_clients', '', [], ['redis'], 'open connections'),
  gauge(
    'redis_connected_slave_lag_seconds',
    's',
    ['slave_ip', 'slave_port', 'slave_state'],
    ['redis'],
    'seconds since the replica last confirmed what it has',
  ),
  gauge(
    'redis_master_link_up',
    '',
    ['master_host', 'master_port'],
    ['redis'],
    'of a replica: whether it is connected to its primary',
  ),
  gauge('redis_memory_used_bytes', 'bytes', [], ['redis'], 'memory of its data and buffers'),
  gauge(
    'redis_memory_max_bytes',
    'bytes',
    [],
    ['redis'],
    'above it writes are refused; 0 where there is no limit',
  ),
  gauge('redis_memory_used_rss_bytes', 'bytes', [], ['redis'], 'memory of the process'),
  gauge('redis_db_keys', '', ['db'], ['redis'], 'keys'),
  gauge('redis_aof_current_size_bytes', 'bytes', [], ['redis'], 'size of the append-only file'),
  counter('redis_commands_total', '', ['cmd'], ['redis'], 'commands'),
  gauge(
    'redis_sentinel_master_ok_sentinels',
    '',
    ['master_name', 'master_address'],
    ['sentinel'],
    'Sentinels that watch a store and answer',
  ),

  gauge(
    'node_filesystem_avail_bytes',
    'bytes',
    ['device', 'fstype', 'mountpoint'],
    ['node'],
    'room on a disk',
  ),
  gauge(
    'node_filesystem_size_bytes',
    'bytes',
    ['device', 'fstype', 'mountpoint'],
    ['node'],
    'size of a disk',
  ),
  gauge('node_memory_MemAvailable_bytes', 'bytes', [], ['node'], 'memory that programs can still get'),
  gauge('node_memory_MemTotal_bytes', 'bytes', [], ['node'], 'memory of the machine'),
  gauge('node_time_seconds', 's', [], ['node'], 'the clock of the machine'),
  gauge(
    'node_timex_maxerror_seconds',
    's',
    [],
    ['node'],
    'the largest error that the clock may have, as the kernel knows it',
  ),

  gauge('prometheus_tsdb_head_series', '', [], ['prometheus'], 'series in memory'),
  gauge(
    'prometheus_tsdb_storage_blocks_bytes',
    'bytes',
    [],
    ['prometheus'],
    'size of the blocks on the disk',
  ),
  gauge('prometheus_config_last_reload_successful', '', [], ['prometheus'], 'whether it was read'),
  gauge(
    'prometheus_rule_group_last_duration_seconds',
    's',
    ['rule_group'],
    ['prometheus'],
    'how long a group of rules took',
  ),
  counter(
    'prometheus_rule_evaluation_failures_total',
    '',
    ['rule_group'],
    ['prometheus'],
    'failed evaluations',
  ),
  counter(
    'prometheus_notifications_dropped_total',
    '',
    [],
    ['prometheus'],
    'alerts that did not reach Alertmanager',
  ),
  counter(
    'alertmanager_notifications_total',
    '',
    ['integration'],
    ['alertmanager'],
    'notifications sent, by the kind of receiver',
  ),
  counter(
    'alertmanager_notifications_failed_total',
    '',
    ['integration'],
    ['alertmanager'],
    'of those, failed ones',
  ),
];

type Rest = [unit: string, labels: readonly string[], jobs: readonly string[], meaning: string];

function gauge(name: string, ...rest: Rest): ThirdPartyMetric {
  return metric('gauge', name, ...rest);
}

function counter(name: string, ...rest: Rest): ThirdPartyMetric {
  return metric('counter', name, ...rest);
}

function histogram(name: string, ...rest: Rest): ThirdPartyMetric {
  return metric('histogram', name, ...rest);
}

function metric(
  type: ThirdPartyMetric['type'],
  name: string,
  ...[unit, labels, jobs, meaning]: Rest
): ThirdPartyMetric {
  return { name, type, unit, labels, jobs, meaning };
}
