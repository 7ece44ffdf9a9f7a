import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Leaderboard } from '@motus/contracts';
import { compose, containers, docker } from '@motus/drill';
import { REPOSITORY } from '@motus/local-system';
import { until } from '@motus/testing';
import { wrongWords } from '@motus/testing/player';
import { parse } from 'yaml';
import { readSamples } from '../../src/support/prometheus-text.ts';
import { newPlayer, today } from './player.ts';

/*
 * Tests the running system of docker-compose.yml, which deploy/debian-images/try-compose.sh has started.
 */

/** No package registry has its image. */
const WITHOUT_STAND_IN = ['loki'];

test('a player registers, plays to a win, and is on the leaderboard', async () => {
  const player = await newPlayer();
  const { day, answer } = await today(player);
  for (const [i, word] of [...wrongWords(answer, 2), answer].entries()) {
    const { status, text } = await player.attempt({ day, row: i + 1, word });
    assert.equal(status, 200, text);
  }
  const board = (await player.get<Leaderboard>('/api/leaderboards/day')).json;
  assert.equal(board.top.find((entry) => entry.player.name === player.name)?.points, 70);
});

test('Prometheus scrapes every instance, and reaches every Redis and Sentinel through the exporter', async () => {
  const targets = parse(await readFile(join(REPOSITORY, 'deploy/prometheus/targets.yml'), 'utf8')) as {
    labels: { job: string; instance: string };
  }[];
  const wanted = targets
    .map(({ labels }) => labels.instance)
    .filter((name) => !WITHOUT_STAND_IN.includes(name));
  await until(async () => {
    const query = 'redis_up == 1 or up{job!~"redis|sentinel"} == 1';
    const url = `http://127.0.0.1:9090/api/v1/query?query=${encodeURIComponent(query)}`;
    const { data } = (await (await fetch(url)).json()) as {
      data: { result: { metric: { instance: string } }[] };
    };
    const up = data.result.map(({ metric }) => metric.instance);
    return wanted.every((name) => up.includes(name));
  });
});

// Prometheus sends an alert that fired before Alertmanager was up again after a minute.
test('Alertmanager gets the alerts of Prometheus', async () => {
  await until(async () => {
    const answer = await fetch('http://127.0.0.1:9093/api/v2/alerts?filter=alertname%3DWatchdog').catch(
      () => undefined,
    );
    return answer?.ok === true && ((await answer.json()) as unknown[]).length === 1;
  }, 90_000);
});

test('restarting everything keeps accounts, plays, scores and the word of the day', async () => {
  const player = await newPlayer();
  const { day, answer } = await today(player);
  await player.attempt({ day, row: 1, word: wrongWords(answer, 1)[0] ?? '' });
  await compose('kill');
  await compose('start');
  // Reads succeed first; logins once the Sentinels have agreed on the primaries again.
  await until(async () => (await player.get('/api/today')).status === 200);
  await until(async () => (await player.get('/login')).status === 200);
  assert.equal((await player.today()).game.rows.length, 1);
  assert.equal((await today(player)).answer, answer);
  await player.login();
  assert.equal((await player.attempt({ day, row: 2, word: answer })).json.state, 'won');
});

test('the operator’s role is granted and revoked with the command of apps/auth/README.md', async () => {
  const player = await newPlayer();
  const operator = (...words: string[]) =>
    compose('exec', '-T', 'auth1', 'node', 'apps/auth/src/operator-cli.ts', ...words);
  const isOperator = async () => {
    await player.login();
    return (await player.get<{ operator: boolean }>('/api/me')).json.operator;
  };
  await operator('grant', player.name);
  assert.ok((await operator('list')).split('\n').includes(player.name));
  assert.equal(await isOperator(), true);
  await operator('revoke', player.name);
  assert.equal(await isOperator(), false);
});

test('both HAProxies send their lines to a shipper that was restarted', async () => {
  for (let i = 0; i < 2; i += 1) {
    await compose('restart', 'shipper');
    for (const haproxy of ['haproxy1', 'haproxy2']) {
      await until(async () => {
        await reach(`http://${haproxy}:3102/score/plays`);
        return (await linesReceived(haproxy)) > 0;
      });
    }
  }
});

test('only the documented ports are published', async () => {
  const published = (await containers()).flatMap(({ Publishers }) => Publishers ?? []);
  const ports = published.map(({ PublishedPort }) => PublishedPort).filter((port) => port > 0);
  assert.deepEqual(
    [...new Set(ports)].filter((port) => ![3101, 3000, 3010, 9090, 9093].includes(port)),
    [],
  );
  assert.ok(ports.includes(3101));
  // Neither has a login.
  const local = published.filter(({ PublishedPort }) => [9090, 9093].includes(PublishedPort));
  assert.deepEqual(
    local.map(({ URL: address }) => address),
    ['127.0.0.1', '127.0.0.1'],
  );
});

test('containers run without root and capabilities, on a read-only file system, with memory limits', async () => {
  const running = (await containers()).filter(({ Service }) => Service !== 'secrets');
  assert.ok(running.length >= 15, `${running.length} containers`);
  for (const { ID, Service } of running) {
    const [inspected] = JSON.parse(await docker('inspect', ID));
    const { ReadonlyRootfs, CapDrop, CapAdd, Memory, SecurityOpt } = inspected.HostConfig;
    assert.deepEqual([ReadonlyRootfs, CapDrop, CapAdd], [true, ['ALL'], null], Service);
    assert.ok(Memory > 0, Service);
    assert.deepEqual(SecurityOpt, ['no-new-privileges:true'], Service);
    assert.notEqual((await compose('exec', '-T', Service, 'id', '-u')).trim(), '0', Service);
  }
});

test('a service can reach other services only through HAProxy', async () => {
  assert.equal(await reach('http://haproxy:3102/score/plays'), '401');
  assert.equal(await reach('http://score1:3031/health/live'), 'no');
  assert.equal(await reach('http://auth1:3011/health/live'), 'no');
});

test('a container has only its own secrets, readable by its user only', async () => {
  const listing = await compose(
    'exec',
    '-T',
    'motus1',
    'sh',
    '-c',
    'ls -ln /run/secrets/motus; ls /run/secrets',
  );
  assert.match(listing, /-rw------- 1 1000 1000 .* daily-word-key/);
  assert.doesNotMatch(listing, /auth|score|store/);
});

/** @returns the status that motus1 gets from a URL, or `no` */
function reach(url: string): Promise<string> {
  return runNode('motus1', `fetch('${url}').then((r) => console.log(r.status), () => console.log('no'))`);
}

/** @returns how many lines of a HAProxy the shipper has got since it started, 0 also while it starts */
async function linesReceived(haproxy: string): Promise<number> {
  const metrics = await runNode(
    'shipper',
    `fetch('http://127.0.0.1:3020/metrics').then((r) => r.text()).then(console.log, () => console.log())`,
  );
  const received = readSamples(metrics).find(
    ({ name, labels }) => name === 'shipped_lines_received_total' && labels.source === haproxy,
  );
  return received?.value ?? 0;
}

/** Runs a program of Node.js in a container. */
async function runNode(container: string, program: string): Promise<string> {
  return (await compose('exec', '-T', container, 'node', '-e', program)).trim();
}
