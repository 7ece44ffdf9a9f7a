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
 * Either HAProxy may go: players try the other address of `localhost`, services the other address of INTERNAL_URL.
 */
const motus = sharedSystem();
const PATHS = ['/api/today', '/api/leaderboards/day', '/api/statistics'];
const players: HttpPlayer[] = [];

async function gatherPlayers(): Promise<void> {
  while (players.length < 4) players.push(await newPlayer(motus));
}

async function stream(happens: () => Promise<void>): Promise<Load> {
  await gatherPlayers();
  return runUnderLoad(players, PATHS, 50, happens);
}

function assertNoneFailed(load: Load): void {
  assert.deepEqual(load.failed, []);
  assert.ok(load.requests > 20, `${load.requests} requests`);
}

/** Players play a row and newcomers log in: with writes, tokens and keys, everything that services ask each other. */
async function playOn(row: number): Promise<void> {
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

    test('killed: no request fails, players play, newcomers log in', async (t) => {
      const load = await stream(async () => {
        motus.system.kill(name);
        await playOn(++row);
        await motus.system.start(name);
      });
      t.diagnostic(`${load.requests} requests, slowest ${Math.round(load.slowestMs)} ms`);
      assertNoneFailed(load);
    });
  });
}

test('reading haproxy.cfg again costs no request, nor a connection', async (t) => {
  const load = await stream(async () => {
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

// Both HAProxies included: each waits 15 s (`hard-stop-after`) for connections that clients keep open.
test('everything restarted, one after the other, costs no request', async (t) => {
  const load = await stream(async () => {
    for (const { name } of motus.system.list()) {
      await motus.system.stop(name);
      await motus.system.start(name);
    }
  });
  t.diagnostic(`${load.requests} requests, slowest ${Math.round(load.slowestMs)} ms`);
  assertNoneFailed(load);
});

/** The process that serves now; the one that took signals, its master, stays. */
async function workerOf(name: HaproxyName): Promise<string | undefined> {
  const response = await fetch(`${haproxyUrl(name, motus.system.ports.stats)}/metrics`).catch(
    () => undefined,
  );
  return /^haproxy_process_start_time_seconds (\S+)|^haproxy_process_pid (\S+)/m.exec(
    (await response?.text()) ?? '',
  )?.[0];
}

test('an HAProxy that hangs does not take the calls between services with it', async (t) => {
  await gatherPlayers();
  // The second one: players are with the first, whose requests go on; services are with the one that answered last.
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
