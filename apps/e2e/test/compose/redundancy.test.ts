import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { compose, cutOff, primaryOf, untilReplica } from '@motus/drill';
import { HAPROXY_NAMES, REPOSITORY, serverStates } from '@motus/local-system';
import { until } from '@motus/testing';
import type { HttpPlayer } from '@motus/testing/player';
import { wrongWords } from '@motus/testing/player';
import { type Load, runUnderLoad } from '../../src/support/load.ts';
import { newPlayer, today } from './player.ts';

/*
 * Kills or disconnects each container of docker-compose.yml: players can continue, and acknowledged attempts are kept.
 */
const SERVICES = ['auth1', 'auth2', 'motus1', 'motus2', 'score1', 'score2'];
const STORES = ['auth-store', 'score-store'];
const PATHS = ['/api/today', '/api/leaderboards/day', '/api/statistics'];

const untilRouted = (service: string) =>
  until(async () => {
    for (const router of HAPROXY_NAMES) {
      if ((await serverStates(3010, router))?.get(service) !== 'UP') return false;
    }
    return true;
  });

describe('killed', () => {
  for (const service of [...SERVICES, ...HAPROXY_NAMES, 'sentinel1']) {
    test(`${service}: players can continue, register and log in`, async (t) => {
      t.after(async () => {
        await compose('start', service);
        if (SERVICES.includes(service)) await untilRouted(service);
        else await compose('up', '--detach', '--no-deps', '--wait', service);
      });
      await playThrough(() => compose('kill', service));
    });
  }

  for (const store of STORES) {
    test(`the primary of the ${store}: nothing is lost, and it restarts as the replica`, async () => {
      const primary = await primaryOf(store);
      await playThrough(() => compose('kill', primary));
      assert.notEqual(await primaryOf(store), primary);
      await compose('start', primary);
      await untilReplica(primary);
    });
  }
});

describe('disconnected from the network', () => {
  test('score1: players can continue', async () => {
    let reconnect = async () => {};
    await playThrough(async () => {
      reconnect = await cutOff('score1');
    });
    await reconnect();
    await untilRouted('score1');
  });

  for (const store of STORES) {
    test(`the primary of the ${store}: nothing is lost, and it restarts as the replica`, async () => {
      const primary = await primaryOf(store);
      let reconnect = async () => {};
      await playThrough(async () => {
        reconnect = await cutOff(primary);
      });
      assert.notEqual(await primaryOf(store), primary);
      await reconnect();
      await untilReplica(primary);
    });
  }
});

test('reloading haproxy.cfg fails no request', async () => {
  const load = await loadDuring(async () => {
    for (const name of HAPROXY_NAMES) {
      await compose('kill', '--signal', 'SIGUSR2', name);
      await compose('up', '--detach', '--no-deps', '--wait', name);
    }
  });
  assertNoneFailed(load);
});

test('a rolling restart of one container of each kind fails no request', async (t) => {
  const replica = (await primaryOf('score-store')) === 'score-store1' ? 'score-store2' : 'score-store1';
  const names = [
    'auth1',
    'motus2',
    'score1',
    'haproxy1',
    replica,
    await primaryOf('score-store'),
    'sentinel2',
  ];
  const load = await loadDuring(async () => {
    await promisify(execFile)('deploy/rolling-restart.sh', names, { cwd: REPOSITORY, timeout: 300_000 });
  });
  t.diagnostic(`${load.requests} requests, slowest ${Math.round(load.slowestMs)} ms`);
  assertNoneFailed(load);
});

/** Plays a row, causes the fault, then plays to a win and registers another player. */
async function playThrough(fault: () => Promise<unknown>): Promise<void> {
  const player = await newPlayer();
  const { day, answer } = await today(player);
  const words = [...wrongWords(answer, 3), answer];
  const play = async (row: number) => {
    const { status, text } = await player.attempt({ day, row, word: words[row - 1] ?? '' });
    assert.equal(status, 200, text);
  };
  await play(1);
  await fault();
  for (const row of [2, 3]) await play(row);
  const newcomer = await newPlayer();
  assert.equal((await newcomer.today()).game.rows.length, 0);
  await play(4);
  await player.login();
  const { rows, state } = (await player.today()).game;
  assert.deepEqual([rows.map(({ word }) => word), state], [words, 'won']);
}

async function loadDuring(action: () => Promise<void>): Promise<Load> {
  const players: HttpPlayer[] = [];
  while (players.length < 3) players.push(await newPlayer());
  return runUnderLoad(players, PATHS, 40, action);
}

function assertNoneFailed(load: Load): void {
  assert.deepEqual(load.failed, []);
  assert.ok(load.requests > 40, `${load.requests} requests`);
}
