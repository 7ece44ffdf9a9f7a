import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cookieName } from '@motus/contracts';
import { until } from '@motus/testing';
import { serverStates } from './haproxy.ts';
import { SENTINEL_NAMES } from './names.ts';
import { assertPortsFree, freePorts } from './ports.ts';
import { probeHttp } from './probe.ts';
import { passwordIn } from './redis.ts';
import { knowsStore } from './store-view.ts';
import { type System, type SystemOptions, startSystem } from './system.ts';
import { ask } from './test/test-router.ts';

/** Fake services, because these tests are about the runner. */
const apps = join(import.meta.dirname, 'test/apps');
const clock = 'data:text/javascript,Date.now=()=>86400000';

let dir: string;
let system: System;
const log: string[] = [];
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'motus-system-'));
  system = await start({
    preload: [clock],
    environment: { GAME_TIMEZONE: 'Europe/Paris' },
    instanceEnvironment: { motus2: { GAME_TIMEZONE: 'Asia/Tokyo' } },
    log: (instance, line) => log.push(`${instance}: ${line}`),
  });
});
after(async () => {
  await system.stop();
  assert.ok(system.list().every(({ state }) => state === 'stopped'));
  await rm(dir, { recursive: true });
});

async function start(options: Partial<SystemOptions>): Promise<System> {
  return startSystem({ stateDir: dir, ports: await freePorts(), apps, ...options });
}

const status = (name: string) => system.list().find((instance) => instance.name === name);
/** The answer of an instance to a browser whose cookie names it. */
async function fromEdge(motus: 'motus1' | 'motus2') {
  const cookie = `${cookieName('motus_instance', system.urls.public)}=${motus}`;
  return JSON.parse((await ask(system.ports.edge, '/', { headers: { cookie } })).text);
}

test('starts every instance', () => {
  assert.deepEqual(
    system.list().map(({ name, state }) => `${name} ${state}`),
    [
      'auth-store1',
      'auth-store2',
      'score-store1',
      'score-store2',
      'sentinel1',
      'sentinel2',
      'sentinel3',
      'auth1',
      'auth2',
      'motus1',
      'motus2',
      'score1',
      'score2',
      'haproxy1',
      'haproxy2',
    ].map((name) => `${name} running`),
  );
  assert.ok(log.includes(`motus1: listening on ${system.ports.motus1}`));
});

test('passes settings and a preloaded clock to the services', async () => {
  const { instance, timeZone, now } = await fromEdge('motus1');
  assert.deepEqual(
    { instance, timeZone, now },
    { instance: 'motus1', timeZone: 'Europe/Paris', now: 86_400_000 },
  );
  assert.equal((await fromEdge('motus2')).timeZone, 'Asia/Tokyo');
});

test('keeps an instance down that was stopped or killed, while its twin answers, until it is started', async () => {
  for (const end of [() => system.stop('motus1'), async () => system.kill('motus1')]) {
    await end();
    await until(async () => status('motus1')?.state === 'stopped');
    assert.equal((await fromEdge('motus1')).instance, 'motus2');
    await system.start('motus1');
    assert.equal((await fromEdge('motus1')).instance, 'motus1');
    assert.equal(status('motus1')?.restarts, 0);
  }
});

test('restarts an instance that ends by itself', async () => {
  const pid = status('auth2')?.pid;
  await probeHttp(`http://127.0.0.1:${system.ports.auth2}/auth/exit`);
  await until(async () => ![undefined, pid].includes(status('auth2')?.pid));
  assert.equal(status('auth2')?.restarts, 1);
  assert.ok(log.some((line) => /^auth2: ended by itself \(exit code 3\)/.test(line)));
  await until(async () => (await serverStates(system.ports.stats))?.get('auth2') === 'UP');
});

test('a store node counts as started when the Sentinels could fail over to it', async () => {
  const password = await passwordIn(join(system.secretsDir, 'sentinel/auth.conf'));
  await system.stop('score-store1');
  await system.start('score-store1');
  const primary = system.ports['score-store2'];
  const known = await Promise.all(
    SENTINEL_NAMES.map((name) => knowsStore({ port: system.ports[name], password }, 'score-store', primary)),
  );
  assert.ok(known.filter(Boolean).length >= 2, `${known}`);
});

test('passes SIGSTOP and SIGCONT on to an instance', async () => {
  system.kill('score1', 'SIGSTOP');
  assert.equal(await probeHttp(`http://127.0.0.1:${system.ports.score1}/`), undefined);
  system.kill('score1', 'SIGCONT');
  assert.equal((await probeHttp(`http://127.0.0.1:${system.ports.score1}/`))?.status, 200);
});

test('refuses an unknown name, and lists the known ones', async () => {
  await assert.rejects(
    system.stop('auth9'),
    /there is no instance "auth9"; there are auth-store1, .*, haproxy2$/,
  );
});

test('names the instance that fails to start, with the reason, and leaves nothing running', async () => {
  const ports = await freePorts();
  const wrong = { score2: { FAIL: 'setting GAME_TIMEZONE is wrong' } };
  await assert.rejects(start({ ports, stateDir: join(dir, 'wrong'), instanceEnvironment: wrong }), {
    name: 'SystemError',
    message: 'score2 ended before it was ready (exit code 1)',
    lines: ['setting GAME_TIMEZONE is wrong'],
  });
  await assertPortsFree(ports);
});

test('shows the reason when HAProxy refuses haproxy.cfg', async () => {
  const haproxyConfig = join(dir, 'broken.cfg');
  await writeFile(haproxyConfig, 'defaults\n  mode telepathy\n');
  await assert.rejects(
    start({ stateDir: join(dir, 'broken'), haproxyConfig }),
    (error: Error & { lines: string[] }) => {
      assert.match(error.message, /^haproxy[12] ended before it was ready/);
      return error.lines.some((line) => line.includes('telepathy'));
    },
  );
});
