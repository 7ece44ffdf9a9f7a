import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { haproxyMonitor } from './haproxy-monitor.ts';
import type { InjectedFault } from './monitor.ts';
import { connectPrometheus } from './prometheus.ts';
import { alertAbout, prometheusMonitor } from './prometheus-monitor.ts';
import { sentinelMonitor } from './sentinel-monitor.ts';

const INJECTED_AT = 1_700_000_000_000;
const PORTS: Readonly<Record<string, number>> = {
  'score-store1': 6421,
  'score-store2': 6422,
  sentinel1: 26_401,
  sentinel2: 26_402,
};

/** Long enough for a busy machine. */
const TIMEOUT_MS = 60_000;

function fault(kind: InjectedFault['kind'], instance: string, name: InjectedFault['fault'] = 'kill') {
  return { kind, instance, fault: name, injectedAt: INJECTED_AT };
}

/** A server that answers each request by its path and query. @returns its port */
async function serve(t: TestContext, answer: (url: string) => string): Promise<number> {
  const server = createServer((request, response) => response.end(answer(request.url ?? '')));
  t.after(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

test('HAProxy reports a service that it has as down or draining, not one with a failed check', async (t) => {
  let status = 'UP';
  const csv = () => `# pxname,svname,status\nmotus,motus1,${status}\nmotus,motus2,UP\n`;
  const monitor = haproxyMonitor(await serve(t, csv), ['haproxy1']);
  const isReported = async (instance: string) => monitor.observe(fault('service', instance))?.isReported();
  const reported = async (text: string) => {
    status = text;
    return isReported('motus1');
  };
  assert.deepEqual(
    [await reported('UP'), await reported('UP 2/3'), await reported('DOWN'), await reported('DOWN 1/2')],
    [false, false, true, true],
  );
  assert.equal(await isReported('motus2'), false);
  assert.equal(monitor.observe(fault('haproxy', 'haproxy2')), undefined);
  assert.equal(monitor.observe(fault('primary', 'score-store1')), undefined);
});

test('HAProxy reports nothing while no router answers', async () => {
  const observation = haproxyMonitor(1, ['haproxy1']).observe(fault('service', 'motus1'));
  assert.equal(await observation?.isReported(), false);
});

/** A Sentinel that sees score-store1 as the primary and score-store2 as its replica, with these flags. */
function sentinelWith(flags: Readonly<Record<string, string>>, primary = 'score-store1') {
  const asked: string[] = [];
  const entry = (name: string) => ['name', name, 'port', `${PORTS[name]}`, 'flags', flags[name] ?? ''];
  const monitor = sentinelMonitor(
    {
      instanceNames: async () => Object.keys(PORTS),
      async sendCommand(sentinel, _, subject = '') {
        asked.push(sentinel);
        const replica = primary === 'score-store1' ? 'score-store2' : 'score-store1';
        return entry(subject === 'SENTINELS' ? 'sentinel1' : subject === 'MASTER' ? primary : replica);
      },
    },
    async (name) => PORTS[name],
  );
  return { monitor, asked };
}

test('a Sentinel reports a Redis or Sentinel that it sees as down', async () => {
  for (const [kind, instance] of [
    ['primary', 'score-store1'],
    ['replica', 'score-store2'],
    ['sentinel', 'sentinel1'],
  ] as const) {
    for (const [flags, expected] of [
      ['slave,disconnected', false],
      ['s_down,slave,disconnected', true],
    ] as const) {
      const { monitor } = sentinelWith({ [instance]: flags });
      const observation = monitor.observe(fault(kind, instance));
      assert.equal(await observation?.isReported(), expected, `${instance} ${flags}`);
    }
    const { monitor } = sentinelWith({ 'score-store1': '', 'score-store2': '', [instance]: '' });
    assert.equal(await monitor.observe(fault(kind, instance))?.isReported(), false);
  }
});

test('a Sentinel reports a primary that it has replaced, and a store of which a node is down', async () => {
  const { monitor } = sentinelWith({}, 'score-store2');
  assert.equal(await monitor.observe(fault('primary', 'score-store1'))?.isReported(), true);
  const down = sentinelWith({ 'score-store2': 's_down,slave' }).monitor;
  assert.equal(await down.observe(fault('store', 'score-store', 'power-cut'))?.isReported(), true);
  assert.equal(await down.observe(fault('primary', 'score-store1'))?.isReported(), false);
});

test('a Sentinel with the fault is not asked about itself, and a full disk is not its subject', async () => {
  const { monitor, asked } = sentinelWith({});
  await monitor.observe(fault('sentinel', 'sentinel1'))?.isReported();
  await monitor.observe(fault('sentinel', 'sentinel2'))?.isReported();
  assert.deepEqual(asked, ['sentinel2', 'sentinel1']);
  assert.equal(monitor.observe(fault('store', 'score-store', 'disk-full')), undefined);
  assert.equal(monitor.observe(fault('service', 'motus1')), undefined);
});

test('Prometheus reports a component by a sample that was scraped after the fault', async (t) => {
  const seconds = INJECTED_AT / 1000;
  let values: [number, string][] = [];
  const queries: string[] = [];
  const port = await serve(t, (url) => {
    queries.push(new URL(url, 'http://localhost').searchParams.get('query') ?? '');
    return JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: [{ values }] } });
  });
  const monitor = prometheusMonitor(connectPrometheus(`http://127.0.0.1:${port}`, TIMEOUT_MS));
  const isReported = async (...samples: [number, string][]) => {
    values = samples;
    return monitor.observe(fault('haproxy', 'haproxy1'))?.isReported();
  };
  // The last fault of the same instance.
  assert.equal(await isReported([seconds - 3, '0']), false);
  assert.equal(await isReported([seconds - 3, '0'], [seconds + 2, '1']), false);
  assert.equal(await isReported([seconds - 3, '1'], [seconds + 2, '0']), true);
  assert.equal(queries[0], '{__name__=~"up|redis_up", instance="haproxy1"}[15s]');
  values = [[seconds + 2, '1']];
  const full = monitor.observe(fault('store', 'score-store', 'disk-full'));
  assert.equal(await full?.isReported(), true);
  assert.equal(queries.at(-1), 'store_writes_refused{store="score-store"}[15s]');
  for (const name of ['prometheus', 'grafana', 'tempo'])
    assert.equal(monitor.observe(fault('observability', name)), undefined);
  assert.equal(monitor.observe(fault('everything', 'everything')), undefined);
});

test('an alert counts when it fires, names the component, and was not active before the fault', async (t) => {
  const about = async (injected: InjectedFault, alert: Record<string, unknown>, labels: object) => {
    const activeAt = new Date(INJECTED_AT + 1).toISOString();
    const given = { state: 'firing', activeAt, labels: { alertname: 'A', ...labels }, ...alert };
    const port = await serve(t, () => JSON.stringify({ status: 'success', data: { alerts: [given] } }));
    return alertAbout(injected, await connectPrometheus(`http://127.0.0.1:${port}`, TIMEOUT_MS).alerts());
  };
  const motus1 = fault('service', 'motus1');
  assert.equal(await about(motus1, {}, { instance: 'motus1' }), 'A');
  assert.equal(await about(motus1, {}, { service: 'motus' }), 'A');
  assert.equal(await about(motus1, {}, { instance: 'motus2', service: 'motus' }), undefined);
  assert.equal(await about(motus1, {}, { service: 'auth' }), undefined);
  assert.equal(await about(motus1, { state: 'pending' }, { instance: 'motus1' }), undefined);
  const before = new Date(INJECTED_AT - 1).toISOString();
  assert.equal(await about(motus1, { activeAt: before }, { instance: 'motus1' }), undefined);
  assert.equal(await about(fault('replica', 'score-store2'), {}, { store: 'score-store' }), 'A');
  const store = fault('store', 'score-store', 'power-cut');
  assert.equal(await about(store, {}, { store: 'score-store', instance: 'score-store1' }), 'A');
  assert.equal(await about(store, {}, { instance: 'auth-store1', store: 'auth-store' }), undefined);
});
