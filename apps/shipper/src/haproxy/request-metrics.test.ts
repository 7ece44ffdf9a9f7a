import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OpenMetricsContentType, Registry } from 'prom-client';
import type { AccessLine } from './haproxy-line.ts';
import { createRequestMetrics } from './request-metrics.ts';

const LINE: AccessLine = {
  frontend: 'edge',
  backend: 'motus',
  status: 200,
  duration: 0.012,
  retries: 0,
  isRedispatched: false,
  isAborted: false,
  requestId: 'an-id',
  isRequest: true,
};

/** What the metrics say after some lines, in the format that has exemplars. */
async function metricsAfter(lines: readonly Partial<AccessLine>[]): Promise<string> {
  const registry = new Registry();
  (registry as unknown as Registry<OpenMetricsContentType>).setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const metrics = createRequestMetrics(registry);
  for (const line of lines) metrics.count({ ...LINE, ...line });
  return registry.metrics();
}

/** How many durations there are, by the labels; undefined for series that do not exist. */
function durationsIn(text: string, labels: string, prefix = 'edge'): number | undefined {
  const start = `${prefix}_request_duration_seconds_count{${labels}} `;
  const line = text.split('\n').find((one) => one.startsWith(start));
  return line === undefined ? undefined : Number(line.slice(start.length));
}

test('durations are counted by backend and class of the status, from zero on', async () => {
  const text = await metricsAfter([
    {},
    { status: 204 },
    { backend: 'auth', status: 503 },
    { frontend: 'internal', backend: 'score' },
  ]);
  assert.equal(durationsIn(text, 'backend="motus",status_class="2xx"'), 2);
  assert.equal(durationsIn(text, 'backend="auth",status_class="5xx"'), 1);
  assert.equal(durationsIn(text, 'backend="none",status_class="4xx"'), 0);
  assert.equal(durationsIn(text, 'backend="score",status_class="2xx"', 'internal_hop'), 1);
  assert.equal(durationsIn(text, 'backend="score",status_class="2xx"'), undefined);
});

test('a request without an answer, or with an upgrade, has no duration', async () => {
  const text = await metricsAfter([{ status: 0 }, { status: 101 }]);
  assert.equal(durationsIn(text, 'backend="motus",status_class="2xx"'), 0);
  assert.doesNotMatch(text, /status_class="[01]xx"/);
  assert.match(text, /^edge_requests_total\{backend="motus",status="0"\} 1$/m);
});

test('the exemplar of a bucket is a request that has an id', async () => {
  const text = await metricsAfter([{ requestId: undefined }, {}]);
  assert.match(text, /le="0.025",.* 2 # \{request_id="an-id"\} 0.012 /);
  assert.doesNotMatch(await metricsAfter([{ requestId: undefined }]), /# \{/);
});
