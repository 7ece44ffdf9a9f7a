import { SENTINEL_STATES, STATES, STORE_STATES } from '../expressions/instance-state.ts';
import { makeDashboard } from '../grafana/dashboard.ts';
import { linkTo } from '../grafana/links.ts';
import { graph, numbers, timeline } from '../grafana/panels.ts';
import { replicaStates } from './shared-panels.ts';

/** The memory limit of a Redis in docker-compose.yml, in bytes. */
const REDIS_MEMORY = 512 * 2 ** 20;

/** File systems on a disk. */
const DISKS = 'fstype!~"tmpfs|ramfs|squashfs|iso9660"';

/** The dashboard *Stores*: replication, latency, memory and disks of the stores. */
export const stores = makeDashboard({
  uid: 'motus-stores',
  description: 'Redis and Sentinel: whether what players do is kept, in two places, and quickly.',
  from: 'now-1h',
  refresh: '10s',
  sections: [
    { title: 'Roles', panels: [roles(), replicaStates(), sentinels()] },
    { title: 'Replication', panels: [lag(), unreplicated(), failovers(), refused()] },
    { title: 'Calls', panels: [waits(), calls(), failures(), commands()] },
    { title: 'Room', panels: [memory(), keys(), appendOnlyFile(), clients()] },
    { title: 'The machine', panels: [disks(), machineMemory(), clock()] },
  ],
});

function roles() {
  return timeline({
    title: 'Which node of each store is the primary?',
    description:
      'The nodes of the stores and the Sentinels. A failover moves the star to the other node within five seconds.',
    unit: 'none',
    queries: [STORE_STATES, SENTINEL_STATES].map((expr) => ({ expr, legend: '{{instance}}' })),
    mappings: STATES,
    width: 24,
    height: 9,
    next: [linkTo('motus-logs', { service: 'sentinel' })],
  });
}

function sentinels() {
  return numbers({
    title: 'How many Sentinels watch each store?',
    description: 'The Sentinels that know each other and agree. With fewer than two no store can fail over.',
    unit: 'short',
    queries: [
      { expr: 'min by (master_name) (redis_sentinel_master_ok_sentinels)', legend: '{{master_name}}' },
    ],
    limits: { bad: 2, warning: 3 },
    lowIsBad: true,
    text: 'both',
    next: [linkTo('motus-now'), linkTo('motus-logs', { service: 'sentinel' })],
  });
}

function lag() {
  return graph({
    title: 'How far is the replica behind?',
    description:
      'Seconds since the replica last confirmed what it has. It does so every second, so up to 1 is normal; more than 10 is ' +
      'when the services go on without it.',
    unit: 's',
    queries: [{ expr: 'max by (instance) (redis_connected_slave_lag_seconds)', legend: '{{instance}}' }],
    limits: { warning: 3, bad: 10 },
    next: [linkTo('motus-logs', { service: 'redis' })],
  });
}

function unreplicated() {
  return graph({
    title: 'Writes that exist in one place only',
    description: 'Writes that were acknowledged although no replica had confirmed them, a second.',
    unit: 'wps',
    queries: [
      {
        expr: 'sum by (store) (rate(store_unreplicated_writes_total[$__rate_interval]))',
        legend: '{{store}}',
      },
    ],
    limits: { warning: 0.1 },
    next: [linkTo('motus-logs', { event: 'store_replica_missing' })],
  });
}

function failovers() {
  return graph({
    title: 'Failovers',
    description: 'How often a service learned of a new primary of its store, within the last five minutes.',
    unit: 'short',
    queries: [{ expr: 'max by (store) (increase(store_failovers_total[5m]))', legend: '{{store}}' }],
    limits: { warning: 1 },
    next: [linkTo('motus-logs', { event: 'store_failover' })],
  });
}

function refused() {
  return graph({
    title: 'Does a store refuse writes?',
    description: '1 while the primary of a store refuses writes because its disk or its memory is full.',
    unit: 'short',
    max: 1,
    queries: [
      { expr: 'max by (store, reason) (store_writes_refused)', legend: '{{store}}: {{reason}} full' },
    ],
    limits: { bad: 1 },
    next: [linkTo('motus-logs', { event: 'store_full' })],
  });
}

function waits() {
  return graph({
    title: 'How long do calls take? (p99)',
    description:
      'All but one in a hundred calls take less, of the ten most frequent kinds. As the services measure it: the network and ' +
      'the wait for the replica included.',
    unit: 's',
    queries: [
      {
        expr: busiest(
          'histogram_quantile(0.99, sum by (le, store, call) (' +
            'rate(store_call_duration_seconds_bucket[$__rate_interval])))',
        ),
        legend: '{{store}} {{call}}',
      },
    ],
    limits: { warning: 0.1, bad: 1 },
    next: [linkTo('motus-services')],
  });
}

function calls() {
  return graph({
    title: 'Calls',
    description: 'Calls of the services to each store, a second: the ten most frequent kinds.',
    unit: 'ops',
    queries: [
      {
        expr: busiest('sum by (store, call) (rate(store_call_duration_seconds_count[$__rate_interval]))'),
        legend: '{{store}} {{call}}',
      },
    ],
    next: [linkTo('motus-services')],
  });
}

/** Limits an expression to the ten most frequent calls within the time range. */
function busiest(expr: string): string {
  const calls = 'sum by (store, call) (increase(store_call_duration_seconds_count[$__range] @ end()))';
  return `${expr} and on (store, call) topk(10, ${calls})`;
}

function failures() {
  return graph({
    title: 'Store calls, by outcome',
    description:
      'Calls of the services to the stores, a second, by outcome. During a failover some are not answered.',
    unit: 'ops',
    queries: [
      {
        expr: 'sum by (outcome) (rate(store_call_duration_seconds_count[$__rate_interval]))',
        legend: '{{outcome}}',
      },
    ],
    stacked: true,
    next: [linkTo('motus-logs', { level: 'warning' })],
  });
}

function commands() {
  return graph({
    title: 'Commands',
    description: 'Commands that each Redis executes a second; a replica executes the writes of its primary.',
    unit: 'ops',
    queries: [
      {
        expr: 'sum by (instance) (rate(redis_commands_total{job="redis"}[$__rate_interval]))',
        legend: '{{instance}}',
      },
    ],
    next: [linkTo('motus-logs', { service: 'redis' })],
  });
}

function memory() {
  return graph({
    title: 'Memory',
    description:
      'What each Redis has in memory. In Compose its data may take 384 MiB: above 70 % of that an alert fires, at it the store refuses writes. At 512 MiB it would be killed.',
    unit: 'bytes',
    queries: [
      { expr: 'max by (instance) (redis_memory_used_rss_bytes{job="redis"})', legend: '{{instance}}' },
    ],
    limits: { warning: 0.7 * REDIS_MEMORY, bad: 0.85 * REDIS_MEMORY },
    next: [linkTo('motus-now')],
  });
}

function keys() {
  return graph({
    title: 'Keys',
    description: 'Keys in each Redis. Both nodes of a store have the same number.',
    unit: 'short',
    queries: [{ expr: 'sum by (instance) (redis_db_keys{job="redis"})', legend: '{{instance}}' }],
    next: [linkTo('motus-game')],
  });
}

function appendOnlyFile() {
  return graph({
    title: 'Append-only file',
    description: 'The size of the file with all writes; it is rewritten when it has doubled.',
    unit: 'bytes',
    queries: [
      { expr: 'max by (instance) (redis_aof_current_size_bytes{job="redis"})', legend: '{{instance}}' },
    ],
    next: [linkTo('motus-logs', { service: 'redis' })],
  });
}

function clients() {
  return graph({
    title: 'Connections',
    description: 'Clients of each Redis: services, its twin, Sentinels, the exporter.',
    unit: 'short',
    queries: [{ expr: 'max by (instance) (redis_connected_clients{job="redis"})', legend: '{{instance}}' }],
    next: [linkTo('motus-services')],
  });
}

function disks() {
  return graph({
    title: 'How full are the disks?',
    description:
      'By device. A store whose disk is full refuses writes until there is room; nothing that was acknowledged is lost.',
    unit: 'percentunit',
    max: 1,
    queries: [
      {
        expr: `max by (device) (1 - node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}})`,
        legend: '{{device}}',
      },
    ],
    limits: { warning: 0.8, bad: 0.9 },
    next: [linkTo('motus-now'), linkTo('motus-logs', { event: 'store_full' })],
  });
}

function machineMemory() {
  return graph({
    title: 'How much memory has the machine left?',
    description: 'The share that programs can still get. When there is none the kernel ends processes.',
    unit: 'percentunit',
    max: 1,
    queries: [
      { expr: 'min(node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)', legend: 'available' },
    ],
    limits: { warning: 0.2, bad: 0.1 },
    lowIsBad: true,
    next: [linkTo('motus-services')],
  });
}

function clock() {
  return graph({
    title: 'Is the clock right?',
    description:
      'How far it is from Prometheus’ clock, and the largest error that the kernel reports: that rises to 16 s where no time ' +
      'service has set the clock for long.',
    unit: 's',
    queries: [
      {
        expr: 'max(abs(node_time_seconds{job="node"} - timestamp(node_time_seconds{job="node"})))',
        legend: 'from Prometheus’ clock',
      },
      { expr: 'max(node_timex_maxerror_seconds{job="node"})', legend: 'largest error' },
    ],
    limits: { warning: 2, bad: 16 },
    next: [linkTo('motus-now')],
  });
}
