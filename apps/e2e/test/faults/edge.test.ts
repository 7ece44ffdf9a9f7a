import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { HAPROXY_NAMES, type HaproxyName, haproxyUrl } from '@motus/local-system';
import { until } from '@motus/testing';
import type { HttpPlayer } from '@motus/testing/player';
import { wrongWords } from '@motus/testing/player';
import { type Load, runUnderLoad } from '../../src/support/load.ts';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

/*
 * The game survives the loss of either HAProxy: clients try the other address of `localhost`, services that of INTERNAL_URL.
 */
const motus = sharedSystem();
const PATHS = ['/api/today', '/api/leaderboards/day', '/api/statistics'];
const players: HttpPlayer[] = [];

async function registerPlayers(): Promise<void> {
  while (players.length < 4) players.push(await newPlayer(motus));
}

async function loadDuring(action: () => Promise<void>): Promise<Load> {
  await registerPlayers();
  return runUnderLoad(players, PATHS, 50, action);
}

function assertNoneFailed(load: Load): void {
  assert.deepEqual(load.failed, []);
  assert.ok(load.requests > 20, `${load.requests} requests`);
}

/** Plays a row and registers a player, which needs all calls between services: writes, tokens and keys. */
async function playAndRegister(row: number): Promise<void> {
  const [player] = players;
  assert.ok(player);
  const { day } = (await player.today()).game;
  const word = wrongWords(await motus.answer(day), row)[row - 1] ?? '';
  const { status, text } = await player.attempt({ day, row, word });
  assert.equal(status, 200, text);
  await newPlayer(motus);
}

let row = 0;
for (const name of HAPROXY_NAMES) {
  describe(name, () => {
    after(() => motus.system.start(name));

    test('killed: no request fails, and players can play and register', async (t) => {
      const load = await loadDuring(async () => {
        motus.system.kill(name);
        await playAndRegister(++row);
        await motus.system.start(name);
      });
      t.diagnostic(`${load.requests} requests, slowest ${Math.round(load.slowestMs)} ms`);
      assertNoneFailed(load);
    });
  });
}

test('reloading haproxy.cfg fails no request and closes no connection', async (t) => {
  const load = await loadDuring(async () => {
    for (const name of HAPROXY_NAMES) {
      const pid = () => workerOf(name);
      const before = await pid();
      motus.system.kill(name, 'SIGUSR2');
      await until(async () => ![before, undefined].includes(await pid()));
    }
  });
  t.diagnostic(`${load.requests} requests, slowest ${Math.round(load.slowestMs)} ms`);
  assertNoneFailed(load);
});

// Includes both HAProxies, each of which waits 15 s (`hard-stop-after`) for connections that clients keep open.
test('restarting every instance one after the other fails no request', async (t) => {
  const load = await loadDuring(async () => {
    for (const { name } of motus.system.list()) {
      await motus.system.stop(name);
      await motus.system.start(name);
    }
  });
  t.diagnostic(`${load.requests} requests, slowest ${Math.round(load.slowestMs)} ms`);
  assertNoneFailed(load);
});

/** Identifies the worker process, which a reload replaces; the master process stays. */
async function workerOf(name: HaproxyName): Promise<string | undefined> {
  const response = await fetch(`${haproxyUrl(name, motus.system.ports.stats)}/metrics`).catch(
    () => undefined,
  );
  return /^haproxy_process_start_time_seconds (\S+)|^haproxy_process_pid (\S+)/m.exec(
    (await response?.text()) ?? '',
  )?.[0];
}

test('calls between services succeed while one HAProxy hangs', async (t) => {
  await registerPlayers();
  // Sends the requests of players to the other HAProxy, so only the calls between services can meet the one that hangs.
  for (const name of HAPROXY_NAMES.toReversed()) {
    motus.system.kill(name, 'SIGSTOP');
    t.after(() => motus.system.kill(name, 'SIGCONT'));
    const other = name === 'haproxy1' ? '[::1]' : '127.0.0.1';
    const started = performance.now();
    for (const player of players) {
      const cookie = await player.jar.getCookieString(motus.system.urls.public);
      const url = `http://${other}:${motus.system.ports.edge}/api/today`;
      const response = await fetch(url, { headers: { cookie } });
      assert.equal(response.status, 200, await response.text());
    }
    t.diagnostic(
      `${name} hangs: ${Math.round(performance.now() - started)} ms for ${players.length} requests`,
    );
    motus.system.kill(name, 'SIGCONT');
    await until(async () => (await players[0]?.get('/api/me'))?.status === 200);
  }
});
