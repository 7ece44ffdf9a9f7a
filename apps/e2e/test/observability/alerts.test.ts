import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  alertmanagerInstance,
  askRedis,
  freePort,
  HAPROXY_NAMES,
  type Instance,
  nativeTargets,
  prometheusInstance,
  redisExporterInstance,
} from '@motus/local-system';
import { until } from '@motus/testing';
import { startTestSystem, type TestSystem } from '../../src/support/test-system.ts';
import { type Message, type ReceivedAlert, startWebhook, type Webhook } from '../../src/support/webhook.ts';

/*
 * The rules of deploy/prometheus in a real Prometheus, the routes of deploy/alertmanager in a real Alertmanager, both with their
 * real intervals.
 */

/** How long a message is awaited before the test gives up, in milliseconds. Not how long it may take: see the intervals. */
const MESSAGE_LIMIT_MS = 180_000;

const observers: Instance[] = [];
let motus: TestSystem;
let webhook: Webhook;
let watchdog: Webhook;
let ports: { prometheus: number; alertmanager: number; 'redis-exporter': number };

before(async () => {
  motus = await startTestSystem();
  webhook = await startWebhook();
  watchdog = await startWebhook();
  ports = {
    prometheus: await freePort(),
    alertmanager: await freePort(),
    'redis-exporter': await freePort(),
  };
  const routers = HAPROXY_NAMES.filter((name) => motus.system.list().some((one) => one.name === name));
  const targets = nativeTargets(motus.system.ports, routers, ports);
  const options = (name: keyof typeof ports) => ({
    port: ports[name],
    dir: join(motus.stateDir, name),
    log: (instance: string, line: string) => void motus.logs.push(`${instance} ${line}`),
  });
  observers.push(
    await redisExporterInstance({
      ...options('redis-exporter'),
      secretsDir: motus.system.secretsDir,
      addresses: targets.flatMap(({ labels }) => labels.__param_target ?? []),
    }),
    await alertmanagerInstance({
      ...options('alertmanager'),
      environment: { ALERT_WEBHOOK_URL: webhook.url, ALERT_WATCHDOG_URL: watchdog.url },
    }),
    await prometheusInstance({ ...options('prometheus'), targets }),
  );
  await Promise.all(observers.map((observer) => observer.start()));
});

after(async () => {
  await Promise.all(observers.map((observer) => observer.stop()));
  await webhook?.close();
  await watchdog?.close();
  await motus?.stop();
});

test('every instance is scraped under its own name, Redis and Sentinel by a user that may only measure', async () => {
  const names = motus.system.list().map(({ name }) => name);
  await until(async () => {
    const up = await query('redis_up == 1 or up{job!~"redis|sentinel"} == 1');
    return names.every((name) => up.some((one) => one.instance === name));
  });
  const roles = await query('redis_instance_info{job="redis"}');
  assert.deepEqual(roles.map(({ store, role }) => `${store} ${role}`).sort(), [
    'auth-store master',
    'auth-store slave',
    'score-store master',
    'score-store slave',
  ]);
  const quorum = await query('redis_sentinel_master_ok_sentinels == 3');
  assert.equal(quorum.length, 6, 'each of three Sentinels reports on two stores');
});

test('the user of the Redis exporter can read neither data nor secrets', async () => {
  const { ports: at, secretsDir } = motus.system;
  const password = (await readFile(join(secretsDir, 'redis-exporter/password'), 'utf8')).trim();
  const asks = [
    'GET x',
    'KEYS *',
    'SCAN 0',
    'CONFIG GET requirepass',
    'SLOWLOG GET',
    'PUBLISH a b',
    'ACL LIST',
  ];
  for (const name of ['auth-store1', 'score-store2', 'sentinel1'] as const) {
    const answer = (await askRedis(at[name], `metrics ${password}`, ...asks, 'INFO server')) ?? '';
    const [, ...replies] = answer.split('\r\n');
    for (const [i, ask] of asks.entries())
      assert.match(replies[i] ?? '', /^-(NOPERM|ERR unknown command)/, `${name}: ${ask}`);
    assert.match(answer, /^redis_version:/m, name);
  }
});

test('whether a service is gone is evaluated every five seconds, and fires after five more', async () => {
  const { data } = (await (await fetch(`http://127.0.0.1:${ports.prometheus}/api/v1/rules`)).json()) as {
    data: { groups: { name: string; interval: number; rules: { name: string; duration?: number }[] }[] };
  };
  const group = data.groups.find(({ rules }) => rules.some(({ name }) => name === 'ServiceGone'));
  assert.equal(group?.interval, 5);
  assert.equal(group.rules.find(({ name }) => name === 'ServiceGone')?.duration, 5);
});

test('the operator is notified once when a service goes down and once when it is up again, and of no alert that follows from it', async () => {
  // No other alert fires yet.
  await until(async () => `${await firing()}` === 'Watchdog');
  motus.system.kill('motus1');
  motus.system.kill('motus2');
  motus.system.kill('sentinel3');

  await until(() => findAlert('ServiceGone', 'firing') !== undefined, MESSAGE_LIMIT_MS);
  const notified = findAlert('ServiceGone', 'firing');
  assert.ok(notified);
  assert.deepEqual(notified.message.groupLabels, { service: 'motus' });
  assert.equal(notified.alert.labels.severity, 'critical');
  assert.equal(notified.alert.annotations.summary, 'no instance of motus is ready; players get 503');
  assert.equal(notified.alert.annotations.runbook_url, 'docs/runbooks/ServiceGone.md');

  // Alerts that follow from it are inhibited and not sent. Another fault at the same time is sent in a message of its own.
  const followers = ['InstanceDown motus1', 'InstanceDown motus2', 'TwinMissing motus'];
  await until(async () => `${await inhibited()}` === `${followers}`, MESSAGE_LIMIT_MS);
  await until(() => findAlert('SentinelDown', 'firing') !== undefined, MESSAGE_LIMIT_MS);
  assert.equal(findAlert('SentinelDown', 'firing')?.alert.labels.instance, 'sentinel3');
  assert.deepEqual(
    findAlert('SentinelDown', 'firing')?.message.alerts.map(({ labels }) => labels.alertname),
    ['SentinelDown'],
  );

  await Promise.all(['motus1', 'motus2'].map((name) => motus.system.start(name)));
  await until(() => findAlert('ServiceGone', 'resolved') !== undefined, MESSAGE_LIMIT_MS);
  const sent = webhook.messages.flatMap(({ alerts }) => alerts.map(({ labels }) => labels.alertname));
  assert.ok(!sent.includes('TwinMissing') && !sent.includes('InstanceDown'), sent.join(', '));
  // The watchdog alert has a receiver of its own, which gets nothing else.
  assert.ok(!sent.includes('Watchdog'));
  const watchdogAlerts = watchdog.messages.flatMap(({ alerts }) =>
    alerts.map(({ labels }) => labels.alertname),
  );
  assert.deepEqual([...new Set(watchdogAlerts)], ['Watchdog']);
});

/** The first message with an alert in this state. */
function findAlert(
  alertname: string,
  status: ReceivedAlert['status'],
): { message: Message; alert: ReceivedAlert } | undefined {
  for (const message of webhook.messages) {
    const alert = message.alerts.find((one) => one.labels.alertname === alertname && one.status === status);
    if (alert !== undefined) return { message, alert };
  }
  return undefined;
}

/** The labels of each series that an expression has. */
async function query(expression: string): Promise<Record<string, string>[]> {
  const url = `http://127.0.0.1:${ports.prometheus}/api/v1/query?query=${encodeURIComponent(expression)}`;
  const { data } = (await (await fetch(url)).json()) as {
    data: { result: { metric: Record<string, string> }[] };
  };
  return data.result.map(({ metric }) => metric);
}

/** The names of the alerts that fire, as Prometheus sees it. */
async function firing(): Promise<(string | undefined)[]> {
  return (await query('ALERTS{alertstate="firing"}')).map(({ alertname }) => alertname);
}

/** The alerts that Alertmanager has and does not send: `name service or instance`, sorted. */
async function inhibited(): Promise<string[]> {
  const url = `http://127.0.0.1:${ports.alertmanager}/api/v2/alerts?active=false&inhibited=true`;
  const alerts = (await (await fetch(url)).json()) as {
    labels: Record<string, string>;
    status: { inhibitedBy: string[] };
  }[];
  return alerts
    .filter(({ status }) => status.inhibitedBy.length > 0)
    .map(({ labels }) => `${labels.alertname} ${labels.instance ?? labels.service}`)
    .sort();
}
