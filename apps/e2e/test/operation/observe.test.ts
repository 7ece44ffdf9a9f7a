import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  findProgram,
  HAPROXY_NAMES,
  type Ports,
  REPOSITORY,
  SENTINEL_NAMES,
  SERVICE_NAMES,
  STORE_NODE_NAMES,
} from '@motus/local-system';
import { startTestLoki, type TestLoki, until } from '@motus/testing';
import { HttpPlayer } from '@motus/testing/player';
import { runCommand } from '../../src/support/native-game.ts';

/* `npm start -- --observe`, as an operator starts it, with a Loki that can be away. */

/** A scrape, an evaluation of HAProxy or a failover, and some more for a busy machine. In milliseconds. */
const NOTICED_WITHIN = 60_000;

const stateDir = mkdtempSync(join(tmpdir(), 'motus-observe-'));
const { PATH, HOME } = process.env;
let game: ChildProcess;
let said = '';
let loki: TestLoki;
let ports: Ports;
before(async () => {
  loki = await startTestLoki();
  game = spawn(process.execPath, [join(REPOSITORY, 'tools/cli/bootstrap.mjs'), 'start', '--observe'], {
    env: {
      PATH,
      HOME,
      STATE_DIR: stateDir,
      PORTS: 'free',
      LOKI_URL: loki.url,
      DRAIN_MS: '500',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [game.stdout, game.stderr])
    stream?.on('data', (data: Buffer) => {
      said += data;
    });
  await until(() => said.includes('Motus is ready') || game.exitCode !== null, 240_000);
  assert.match(said, /Motus is ready/, said.slice(-4000));
  ports = JSON.parse(readFileSync(join(stateDir, 'ports.json'), 'utf8'));
});
after(async () => {
  game.kill('SIGINT');
  if (game.exitCode === null) await once(game, 'exit');
  await loki.stop();
  rmSync(stateDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

const instance = (...words: string[]) => runCommand(['instance', ...words], { STATE_DIR: stateDir });
const linesWith = (text: string) => loki.lines.filter(({ line }) => line.includes(text));
const origin = () => `http://localhost:${ports.edge}`;

/** The value of a series of the shipper, written as in /metrics. */
async function seriesValue(series: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${ports.shipper}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${series} `)) ?? '';
  return Number(line.slice(series.length).trim().split(' ')[0]);
}

test('prints the addresses of Prometheus and Alertmanager', () => {
  assert.match(said, new RegExp(`^  Prometheus +http://localhost:${ports.prometheus}$`, 'm'));
  assert.match(said, new RegExp(`^  Alertmanager +http://localhost:${ports.alertmanager}$`, 'm'));
});

test('Prometheus scrapes every instance of every component, by its name, and has the rules', async () => {
  const expected = [
    ...SERVICE_NAMES,
    ...HAPROXY_NAMES,
    ...STORE_NODE_NAMES,
    ...SENTINEL_NAMES,
    'shipper',
    'prometheus',
    'alertmanager',
    ...(findProgram('node-exporter') === undefined ? [] : ['host']),
    'loki',
  ];
  interface Target {
    labels: { instance: string };
    health: string;
  }
  // The stand-in for Loki has no metrics.
  const isUp = ({ labels, health }: Target) => health === 'up' || labels.instance === 'loki';
  await until(async () => {
    const { data } = await prometheus('targets');
    const targets = data.activeTargets as Target[];
    const names = targets.map(({ labels }) => labels.instance).sort();
    assert.deepEqual(names, [...expected].sort());
    const down = targets.filter((target) => !isUp(target)).map(({ labels }) => labels.instance);
    assert.deepEqual(down, []);
    return true;
  }, NOTICED_WITHIN);
  const { data: rules } = await prometheus('rules');
  assert.ok(rules.groups.length > 0);
  await until(async () => (await prometheus('alertmanagers')).data.activeAlertmanagers.length === 1);
});

test('a request is counted at the edge by backend and status, and its line has the request id of the answer', async () => {
  const series = 'edge_requests_total{backend="motus",status="404"}';
  const earlier = await seriesValue(series);
  const ids: string[] = [];
  for (let i = 0; i < 20; i += 1) {
    const { headers } = await fetch(`${origin()}/api/nothing-${i}`);
    ids.push(`${headers.get('x-request-id')}`);
  }
  await until(async () => (await seriesValue(series)) === earlier + ids.length);
  await until(() => {
    const known = new Set(loki.lines.map(({ metadata }) => metadata.request_id));
    return ids.every((id) => known.has(id));
  });
  const query = `query?query=${encodeURIComponent(series)}`;
  await until(async () => {
    const { data } = await prometheus(query);
    return Number(data.result[0]?.value[1]) >= ids.length;
  }, NOTICED_WITHIN);
});

test('after a kill under load, metrics and Loki have the state change and the retries of HAProxy', async () => {
  const player = new HttpPlayer(origin(), 'Ada');
  await player.register();
  const before = await seriesValue('edge_redispatches_total{backend="motus"}');
  const isNoticed = () => linesWith('Server motus/motus1 is DOWN').length > 0;
  const requests = (async () => {
    while (!isNoticed()) assert.equal((await fetch(`${origin()}/api/today`)).status, 200);
  })();
  await instance('kill', 'motus1');
  await requests;
  await until(async () => (await seriesValue('edge_redispatches_total{backend="motus"}')) > before);
  const { labels } = linesWith('Server motus/motus1 is DOWN')[0] ?? {};
  assert.equal(labels?.service, 'haproxy');
  assert.match(`${labels?.instance}`, /^haproxy[12]$/);
  assert.equal(labels?.level, 'error');
  await instance('start', 'motus1');
});

test('a failover while Loki is unreachable: afterwards it has every line of the failover and of the requests meanwhile', async () => {
  await loki.stop();
  const ids: string[] = [];
  await instance('kill', 'score-store1');
  for (let i = 0; i < 50; i += 1) {
    const { headers } = await fetch(`${origin()}/api/nothing-${i}`);
    ids.push(`${headers.get('x-request-id')}`);
  }
  await until(() => said.includes('+switch-master score-store'), NOTICED_WITHIN);
  assert.ok((await seriesValue('shipped_lines_pending')) >= ids.length);
  await loki.start();
  await until(() => linesWith('+switch-master score-store').length >= 3, NOTICED_WITHIN);
  for (const { labels } of linesWith('+switch-master score-store')) {
    assert.equal(labels.service, 'sentinel');
    assert.match(`${labels.instance}`, /^sentinel[123]$/);
    assert.equal(labels.level, 'warning');
  }
  const known = () => new Set(loki.lines.map(({ metadata }) => metadata.request_id));
  await until(() => ids.every((id) => known().has(id)), NOTICED_WITHIN);
  await until(async () => (await seriesValue('shipped_lines_pending')) === 0, NOTICED_WITHIN);
  for (const reason of ['buffer_full', 'refused', 'too_long', 'closed'])
    assert.equal(await seriesValue(`shipped_lines_dropped_total{reason="${reason}"}`), 0, reason);
  await instance('start', 'score-store1');
});

test('every observer stops with the game', async () => {
  game.kill('SIGINT');
  assert.equal((await once(game, 'exit'))[0], 0);
  for (const name of ['prometheus', 'alertmanager', 'redis-exporter', 'shipper'] as const)
    await assert.rejects(fetch(`http://127.0.0.1:${ports[name]}/`), name);
});

async function prometheus(path: string) {
  const answer = await fetch(`http://127.0.0.1:${ports.prometheus}/api/v1/${path}`);
  // biome-ignore lint/suspicious/noExplicitAny: the answers differ
  return (await answer.json()) as { data: any };
}
