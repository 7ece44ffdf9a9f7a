import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestLoki, type TestLoki, until } from '@motus/testing';
import type { Instance } from './instance.ts';
import { probeHttp } from './probe.ts';
import { shipperInstance } from './shipper.ts';
import { createSyslogClient } from './syslog-client.ts';
import { load } from './test/load.ts';
import { ask, startTestRouter, type TestRouter } from './test/test-router.ts';

/* The real HAProxy and the real shipper, in front of twins that the test controls, with a stand-in for Loki. */

const GUEST = 'guest-0123456789abcdefghij_-';

let loki: TestLoki;
let router: TestRouter;
let shipper: Instance;
before(async () => {
  loki = await startTestLoki();
  // HAProxy starts before the shipper.
  router = await startTestRouter('http://localhost:3101', undefined, 'port');
  shipper = shipperInstance({
    node: process.execPath,
    ports: router.ports,
    environment: { LOKI_URL: loki.url },
    log: () => undefined,
  });
  await ask(router.ports.edge, '/before-the-shipper');
  await shipper.start();
});
after(async () => {
  await shipper?.stop();
  await router?.stop();
  await loki?.stop();
});

/** The value of a series, written as in /metrics; undefined when there is none. */
async function seriesValue(series: string): Promise<number | undefined> {
  const { text = '' } = (await probeHttp(`http://127.0.0.1:${router.ports.shipper}/metrics`)) ?? {};
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length).trim().split(' ')[0]);
}

/** The sum of the series whose text begins so. */
async function sumOf(start: string): Promise<number> {
  const { text = '' } = (await probeHttp(`http://127.0.0.1:${router.ports.shipper}/metrics`)) ?? {};
  return text
    .split('\n')
    .filter((line) => line.startsWith(start))
    .reduce((sum, line) => sum + Number(/\} (\S+)/.exec(line)?.[1] ?? 0), 0);
}

const linesWith = (text: string) => loki.lines.filter(({ line }) => line.includes(text));

test('a line that HAProxy wrote before the shipper started reaches Loki, labelled', async () => {
  await until(() => linesWith('/before-the-shipper').length > 0);
  assert.deepEqual(linesWith('/before-the-shipper')[0]?.labels, {
    service: 'haproxy',
    instance: 'haproxy1',
    level: 'info',
  });
});

test('requests are counted by backend and status, and every series exists before the first one', async () => {
  const { ports } = router;
  const series = (backend: string, status: number) =>
    `edge_requests_total{backend="${backend}",status="${status}"}`;
  const expected: [string, string, number, number][] = [
    ['/', 'motus', 200, 7],
    ['/auth/x', 'auth', 200, 3],
    ['/metrics', 'none', 404, 2],
  ];
  const before = await Promise.all(
    expected.map(([, backend, status]) => seriesValue(series(backend, status))),
  );
  for (const value of [
    await seriesValue(series('auth', 503)),
    await seriesValue('edge_aborted_total{backend="auth"}'),
  ])
    assert.equal(value, 0);
  for (const [path, , , count] of expected) for (let i = 0; i < count; i += 1) await ask(ports.edge, path);
  for (const [i, [, backend, status, count]] of expected.entries()) {
    const wanted = (before[i] ?? Number.NaN) + count;
    await until(async () => (await seriesValue(series(backend, status))) === wanted);
  }
  const durations = 'edge_request_duration_seconds';
  assert.equal(
    await seriesValue(`${durations}_count{backend="auth",status_class="2xx"}`),
    await seriesValue(series('auth', 200)),
  );
  assert.ok((await seriesValue(`${durations}_bucket{le="0.3",backend="auth",status_class="5xx"}`)) === 0);
});

test('a line has the id of the answer, the network of the client, and no id of a guest', async () => {
  const { headers } = await ask(router.ports.edge, '/login/callback?code=one-time');
  const id = `${headers['x-request-id']}`;
  await until(() => loki.lines.some(({ metadata }) => metadata.request_id === id));
  const [line] = linesWith(id);
  assert.match(line?.line ?? '', / 200 .* GET \/login\/callback$/);
  assert.match(line?.line ?? '', /^127\.0\.0\.0 edge /);
  const { text = '' } = (await probeHttp(`http://127.0.0.1:${router.ports.shipper}/metrics`)) ?? {};
  const [, exemplar = ''] =
    /edge_request_duration_seconds_bucket.*# \{request_id="([^"]+)"\}/.exec(text) ?? [];
  assert.equal(linesWith(exemplar).length, 1, 'the exemplar of a bucket is the id of a request');

  await ask(router.ports.internal, `/score/guests/${GUEST}/plays`);
  await until(() => linesWith('GET /score/guests/guest/plays').length === 1);
  assert.deepEqual(linesWith(GUEST), []);
  assert.ok(!router.log.some((text) => text.includes(GUEST)));
});

test('a killed instance under load: every request is counted, those sent again as such, and DOWN reaches Loki', async () => {
  const total = () => sumOf('edge_requests_total{');
  const before = {
    requests: await total(),
    retries: (await seriesValue('edge_retries_total{backend="motus"}')) ?? 0,
    moved: (await seriesValue('edge_redispatches_total{backend="motus"}')) ?? 0,
  };
  const { statuses, cookies } = await load(router.ports.edge, 400, (i) => {
    if (i === 100) router.twins.motus1.crash();
  });
  assert.equal(cookies, 2, 'both instances were asked');
  assert.deepEqual(new Set(statuses), new Set([200]));
  await until(async () => (await total()) === before.requests + statuses.length);
  assert.ok(((await seriesValue('edge_retries_total{backend="motus"}')) ?? 0) > before.retries);
  assert.ok(((await seriesValue('edge_redispatches_total{backend="motus"}')) ?? 0) > before.moved);
  await until(() => linesWith('Server motus/motus1 is DOWN').length === 1);
  assert.equal(linesWith('Server motus/motus1 is DOWN')[0]?.labels.level, 'error');
  await router.twins.motus1.start();
  await router.untilState('motus1', 'UP');
});

test('no line is lost while Loki is unreachable', async () => {
  await loki.stop();
  const { ids } = await load(router.ports.edge, 300);
  await until(async () => ((await seriesValue('shipped_lines_pending')) ?? 0) >= 300);
  await loki.start();
  const delivered = () => new Set(loki.lines.map(({ metadata }) => metadata.request_id));
  await until(() => ids.every((id) => delivered().has(id)));
  await until(async () => (await seriesValue('shipped_lines_pending')) === 0);
  assert.equal(await sumOf('shipped_lines_dropped_total{'), 0);
});

test('a killed shipper delays no request, and gets the lines that were logged meanwhile', async () => {
  shipper.kill('SIGKILL');
  await shipper.untilEnded();
  const { ids, statuses } = await load(router.ports.edge, 300);
  assert.deepEqual(new Set(statuses), new Set([200]));
  await shipper.start();
  const delivered = () => new Set(loki.lines.map(({ metadata }) => metadata.request_id));
  await until(() => ids.every((id) => delivered().has(id)));
});

test('lines of a Redis and of the runner are labelled, also those from before the shipper started', async () => {
  await shipper.stop();
  const client = createSyslogClient(router.ports['shipper-syslog']);
  client.send(
    '-',
    'sentinel2',
    '4711:X 27 Nov 2026 14:26:45.111 # +switch-master score-store 127.0.0.1 1 127.0.0.1 2',
  );
  client.send('runner', 'motus1', 'ended by itself (exit code 3)');
  await shipper.start();
  client.send('-', 'score-store1', '4711:M 27 Nov 2026 14:26:46.222 * Synchronization succeeded, é');
  await until(() => linesWith('Synchronization succeeded, é').length === 1);
  await client.close();
  assert.deepEqual(
    ['+switch-master', 'ended by itself', 'Synchronization'].map((text) => linesWith(text)[0]?.labels),
    [
      { service: 'sentinel', instance: 'sentinel2', level: 'warning' },
      { service: 'runner', instance: 'motus1', level: 'info' },
      { service: 'redis', instance: 'score-store1', level: 'info' },
    ],
  );
});
