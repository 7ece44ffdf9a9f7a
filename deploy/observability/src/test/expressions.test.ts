import { describe, test } from 'node:test';
import { SENTINEL_STATES, SERVICE_STATES, STORE_STATES } from '../expressions/instance-state.ts';
import { RISKS_NOW } from '../expressions/risks.ts';
import { BUDGET_LEFT, burnRate, compliance, OBJECTIVE_MET } from '../expressions/slo.ts';
import { assertPromql } from './promtool.ts';

/** What Prometheus has of a system in which all is well. */
const HEALTHY_SYSTEM: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['auth', 'motus', 'score'].flatMap((job) =>
      [1, 2].flatMap((n) => [
        [`up{job="${job}", instance="${job}${n}"}`, 1],
        [`instance_draining{job="${job}", instance="${job}${n}"}`, 0],
        ...[1, 2].flatMap((router) => [
          [serverStatus(router, job, n), 1],
          [`haproxy_backend_active_servers{job="haproxy", instance="haproxy${router}", proxy="${job}"}`, 2],
        ]),
        [`store_replica_connected{job="${job}", instance="${job}${n}", store="${job}-store"}`, 1],
        [`store_writes_refused{job="${job}", instance="${job}${n}", store="${job}-store", reason="disk"}`, 0],
      ]),
    ),
  ),
  ...Object.fromEntries([1, 2].map((n) => [`up{job="haproxy", instance="haproxy${n}"}`, 1])),
  ...Object.fromEntries(
    ['auth-store', 'score-store'].flatMap((store) =>
      [1, 2].flatMap((n) => [
        [`up{job="redis", instance="${store}${n}"}`, 1],
        [`redis_up{job="redis", instance="${store}${n}"}`, 1],
        [
          `redis_instance_info{job="redis", instance="${store}${n}", role="${n === 1 ? 'master' : 'slave'}"}`,
          1,
        ],
      ]),
    ),
  ),
  ...Object.fromEntries(
    [1, 2, 3].flatMap((n) => [
      [`up{job="sentinel", instance="sentinel${n}"}`, 1],
      [`redis_up{job="sentinel", instance="sentinel${n}"}`, 1],
    ]),
  ),
};

describe('What is at risk?', () => {
  const cases: Readonly<Record<string, { changed: Record<string, number>; risks: Record<string, number> }>> =
    {
      nothing: { changed: {}, risks: { '{what="Any one part may fail"}': 0 } },
      'a service without an instance': {
        changed: servers('motus', 0),
        risks: { '{what="motus"}': 9 },
      },
      'a service with one instance, as the router that sees more says': {
        changed: { ...servers('score', 1), ...servers('auth', 1, [1]) },
        risks: { '{what="score"}': 4 },
      },
      'one router': {
        changed: { 'up{job="haproxy", instance="haproxy2"}': 0 },
        risks: { '{what="haproxy"}': 4 },
      },
      'no router': {
        changed: Object.fromEntries([1, 2].map((n) => [`up{job="haproxy", instance="haproxy${n}"}`, 0])),
        risks: { '{what="haproxy"}': 9 },
      },
      'a store without a primary': {
        changed: { 'redis_instance_info{job="redis", instance="auth-store1", role="master"}': Number.NaN },
        risks: { '{what="auth-store"}': 8 },
      },
      'a store that is full': {
        changed: {
          'store_writes_refused{job="score", instance="score1", store="score-store", reason="disk"}': 1,
        },
        risks: { '{what="score-store"}': 7 },
      },
      'a store without a replica': {
        changed: { 'store_replica_connected{job="score", instance="score1", store="score-store"}': 0 },
        risks: { '{what="score-store"}': 5 },
      },
      'two Sentinels of three': {
        changed: { 'redis_up{job="sentinel", instance="sentinel2"}': 0 },
        risks: { '{what="Sentinels"}': 3 },
      },
      'one Sentinel of three': {
        changed: Object.fromEntries(
          [1, 2].map((n) => [`redis_up{job="sentinel", instance="sentinel${n}"}`, 0]),
        ),
        risks: { '{what="Sentinels"}': 6 },
      },
      'several parts at once': {
        changed: {
          ...servers('motus', 1),
          'up{job="haproxy", instance="haproxy1"}': 0,
          ...servers('auth', 0),
        },
        risks: { '{what="auth"}': 9, '{what="haproxy"}': 4, '{what="motus"}': 4 },
      },
    };
  for (const [name, { changed, risks }] of Object.entries(cases))
    test(`reports ${name}`, () => assertPromql(changedBy(changed), [{ expr: RISKS_NOW, values: risks }]));
});

describe('Which instances run?', () => {
  const others = {
    '{instance="auth1"}': 3,
    '{instance="auth2"}': 3,
    '{instance="motus1"}': 3,
    '{instance="motus2"}': 3,
    '{instance="score1"}': 3,
  };
  const states: Readonly<Record<string, { changed: Record<string, number>; state: number }>> = {
    up: { changed: {}, state: 3 },
    down: { changed: { 'up{job="score", instance="score2"}': 0 }, state: 0 },
    draining: { changed: { 'instance_draining{job="score", instance="score2"}': 1 }, state: 1 },
    'not ready': {
      changed: { [serverStatus(1, 'score', 2)]: 0, [serverStatus(2, 'score', 2)]: 0 },
      state: 2,
    },
  };
  for (const [name, { changed, state }] of Object.entries(states))
    test(`shows that a service is ${name}`, () =>
      assertPromql(changedBy(changed), [
        { expr: SERVICE_STATES, values: { ...others, '{instance="score2"}': state } },
      ]));

  test('shows services also without metrics of HAProxy', () => {
    const series = Object.fromEntries(
      Object.entries(HEALTHY_SYSTEM).filter(([name]) => !name.startsWith('haproxy_')),
    );
    return assertPromql(series, [{ expr: SERVICE_STATES, values: { ...others, '{instance="score2"}': 3 } }]);
  });

  test('shows which Redis is the primary, which one is down, and which one gives no answer', () =>
    assertPromql(
      changedBy({
        'redis_up{job="redis", instance="auth-store2"}': 0,
        'redis_instance_info{job="redis", instance="auth-store2", role="slave"}': Number.NaN,
        'up{job="redis", instance="score-store2"}': 0,
        'redis_up{job="redis", instance="score-store2"}': Number.NaN,
        'redis_instance_info{job="redis", instance="score-store2", role="slave"}': Number.NaN,
        'redis_up{job="sentinel", instance="sentinel3"}': 0,
      }),
      [
        {
          expr: STORE_STATES,
          values: {
            '{instance="auth-store1"}': 4,
            '{instance="auth-store2"}': 0,
            '{instance="score-store1"}': 4,
            '{instance="score-store2"}': -1,
          },
        },
        {
          expr: SENTINEL_STATES,
          values: { '{instance="sentinel1"}': 3, '{instance="sentinel2"}': 3, '{instance="sentinel3"}': 0 },
        },
      ],
    ));
});

test('the objective counts answers within 300 ms without an error', () => {
  // Per five seconds: 1,000 requests, of which 5 fail and 5 are slow.
  const rising = (rate: number) => `0+${rate}x60`;
  const name = 'edge_request_duration_seconds';
  return assertPromql(
    {
      [`${name}_bucket{le="0.3", status_class="2xx"}`]: rising(990),
      [`${name}_count{status_class="2xx"}`]: rising(995),
      [`${name}_bucket{le="0.3", status_class="5xx"}`]: rising(5),
      [`${name}_count{status_class="5xx"}`]: rising(5),
    },
    [
      { expr: `round(${compliance('1m')}, 0.0001)`, values: { '{}': 0.99 } },
      { expr: `round(${burnRate('1m')}, 0.01)`, values: { '{}': 10 } },
    ],
  );
});

test('the error budget counts each request once, however the load changes', () =>
  assertPromql(
    {
      // First 100 requests a second, of which 0.1 fail; then 1 a second, of which all fail.
      'edge:requests:rate5m': '100x9 1x9',
      'edge:requests_bad:rate5m': '0.1x9 1x9',
    },
    [
      { expr: `round(1000 * (${OBJECTIVE_MET}))`, values: { '{}': 989 } },
      { expr: `round(100 * (${BUDGET_LEFT}))`, values: { '{}': -989 } },
    ],
  ));

function serverStatus(router: number, proxy: string, n: number): string {
  return `haproxy_server_status{job="haproxy", instance="haproxy${router}", proxy="${proxy}", server="${proxy}${n}", state="UP"}`;
}

function servers(proxy: string, count: number, routers = [1, 2]): Record<string, number> {
  return Object.fromEntries(
    routers.map((n) => [
      `haproxy_backend_active_servers{job="haproxy", instance="haproxy${n}", proxy="${proxy}"}`,
      count,
    ]),
  );
}

/** The series of a system that is well, with other values; NaN for none at all. */
function changedBy(changed: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries({ ...HEALTHY_SYSTEM, ...changed }).filter(([, value]) => !Number.isNaN(value)),
  );
}
