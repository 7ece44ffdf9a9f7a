import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { BAD, OK, WARNING } from '../grafana/palette.ts';
import { SERVICES } from './instance-state.ts';

/** A risk: its level, a sentence about `what`, and an expression that has series while the risk exists. */
interface Risk {
  level: number;
  sentence: string;
  color: string;
  /** Names the affected part in the label `what`. */
  expr: string;
}

const READY_SERVERS = `max by (proxy) (haproxy_backend_active_servers{proxy=~"${SERVICES}"})`;

/** For each store 1 when one of its nodes is the primary, otherwise 0. */
const PRIMARIES = `max by (what) (label_replace(
  max by (instance) (redis_instance_info{job="redis", role="master"})
    or on (instance) 0 * max by (instance) (redis_up{job="redis"}),
  "what", "$1", "instance", "(.+)[0-9]+"
))`;

/** The worst first. */
const RISKS: readonly Risk[] = [
  {
    level: 9,
    sentence: '✕ no instance is ready: players get errors',
    color: BAD,
    expr: `${from('proxy', `${READY_SERVERS} == 0`)} or ${named('haproxy', 'sum(up{job="haproxy"}) == 0')}`,
  },
  {
    level: 8,
    sentence: '✕ no primary: nothing can be read or written',
    color: BAD,
    expr: `${PRIMARIES} == 0`,
  },
  {
    level: 7,
    sentence: '✕ its disk or memory is full: it refuses writes',
    color: BAD,
    expr: from('store', 'max by (store) (store_writes_refused) == 1'),
  },
  {
    level: 6,
    sentence: '! fewer than two are left: no store can fail over',
    color: BAD,
    expr: named('Sentinels', 'sum(redis_up{job="sentinel"}) < 2'),
  },
  {
    level: 5,
    sentence: '! no replica: what is written now exists only once',
    color: WARNING,
    expr: from('store', 'min by (store) (store_replica_connected) == 0'),
  },
  {
    level: 4,
    sentence: '! one instance is left: players get errors if it fails',
    color: WARNING,
    expr: `${from('proxy', `${READY_SERVERS} == 1`)} or ${named('haproxy', 'sum(up{job="haproxy"}) == 1')}`,
  },
  {
    level: 3,
    sentence: '! two of three are left: if one more fails, no store can fail over',
    color: WARNING,
    expr: named('Sentinels', 'sum(redis_up{job="sentinel"}) == 2'),
  },
  {
    level: 2,
    sentence: '! log lines are being lost',
    color: WARNING,
    expr: from(
      'instance',
      'sum by (instance) (increase(log_lines_dropped_total[5m]) or increase(shipped_lines_dropped_total[5m])) > 0',
    ),
  },
];

/** The level of risk of each affected part (label `what`), the worst first; 0 without a risk. */
export const RISKS_NOW = `sort_desc(
  max by (what) (
    ${RISKS.map(({ level, expr }) => `0 * (${expr}) + ${level}`).join('\n    or\n    ')}
  )
  or on () ${named('Any one part may fail', 'vector(0)')}
)`;

export const RISK_SENTENCES: ValueMapping[] = [
  {
    type: MappingType.ValueToText,
    options: Object.fromEntries(
      [{ level: 0, sentence: '✓ every part has its twin', color: OK }, ...RISKS].map(
        ({ level, sentence, color }, index) => [level, { text: sentence, color, index }],
      ),
    ),
  },
];

/** Renames the label that names the affected part to `what`. */
function from(label: string, expr: string): string {
  return `label_replace(${expr}, "what", "$1", "${label}", "(.+)")`;
}

function named(what: string, expr: string): string {
  return `label_replace(${expr}, "what", "${what}", "", "")`;
}
