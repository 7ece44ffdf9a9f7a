import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { BAD, COLORS, OK, UNKNOWN, WARNING } from '../grafana/palette.ts';

/** The jobs of the services, as a regular expression. */
export const SERVICES = 'auth|motus|score';

/** The numeric values of the states in the expressions below, the worst first. */
export const STATES: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: {
      '-1': { text: '? no answer', color: UNKNOWN, index: 0 },
      0: { text: '✕ down', color: BAD, index: 1 },
      1: { text: '◐ draining', color: COLORS.yellow, index: 2 },
      2: { text: '◌ not ready', color: WARNING, index: 3 },
      3: { text: '✓ up', color: OK, index: 4 },
      4: { text: '★ primary', color: COLORS.blue, index: 5 },
    },
  },
];

/**
 * The state of each service instance: down if Prometheus cannot scrape it, draining if its own metric says so, not ready if
 * it answers but HAProxy sends it no requests.
 */
export const SERVICE_STATES = `max by (instance) (
  (up{job=~"${SERVICES}"} == 0)
  or on (instance) (instance_draining{job=~"${SERVICES}"} == 1)
  or on (instance) 2 + label_replace(
    max by (server) (haproxy_server_status{proxy=~"${SERVICES}", state="UP"}),
    "instance", "$1", "server", "(.+)"
  )
  or on (instance) 3 * up{job=~"${SERVICES}"}
)`;

export const HAPROXY_STATES = 'max by (instance) (3 * up{job="haproxy"})';

/** The state of each Redis. Its exporter answers also when the Redis is down; no answer means that the Redis hangs. */
export const STORE_STATES = `max by (instance) (
  (up{job="redis"} == 0) - 1
  or on (instance) 4 * redis_instance_info{job="redis", role="master"}
  or on (instance) 3 * redis_up{job="redis"}
)`;

export const SENTINEL_STATES = `max by (instance) (
  (up{job="sentinel"} == 0) - 1
  or on (instance) 3 * redis_up{job="sentinel"}
)`;

/** The jobs of the observers, as a regular expression. */
export const OBSERVERS = 'shipper|prometheus|alertmanager|loki';

export const OBSERVER_STATES = `max by (instance) (3 * up{job=~"${OBSERVERS}"})`;

/** The states of the instances of each component. */
export const COMPONENT_STATES = [
  SERVICE_STATES,
  HAPROXY_STATES,
  STORE_STATES,
  SENTINEL_STATES,
  OBSERVER_STATES,
] as const;

/**
 * The uptime of each instance in seconds; if it is down, the seconds since its last scrape, searched for within one hour.
 */
export const SECONDS_IN_STATE = `max by (instance) (
  time() - max_over_time(timestamp(up{job!~"redis|sentinel"} == 1)[1h:5s])
    and on (instance) up{job!~"redis|sentinel"} == 0
  or on (instance) time() - max_over_time(timestamp(redis_up{job=~"redis|sentinel"} == 1)[1h:5s])
    and on (instance) redis_up{job=~"redis|sentinel"} == 0
  or on (instance) time() - process_start_time_seconds{job=~"${SERVICES}|${OBSERVERS}"}
  or on (instance) haproxy_process_uptime_seconds{job="haproxy"}
  or on (instance) redis_uptime_in_seconds{job=~"redis|sentinel"}
)`;
