import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Visitor } from '@motus/contracts';
import { mountSmallDisk, type SmallDisk, serverStates } from '@motus/local-system';
import { until } from '@motus/testing';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { startTestSystem, type TestSystem } from '../../src/support/test-system.ts';

/** The reads of a player. */
const READS = [
  '/',
  '/api/me',
  '/api/today',
  '/api/statistics',
  '/api/plays',
  '/api/leaderboards/day',
  '/api/leaderboards/all',
];

let disk: SmallDisk;
let motus: TestSystem;

before(async () => {
  disk = await mountSmallDisk(128);
  motus = await startTestSystem({}, { within: disk.dir });
});
after(async () => {
  await motus?.stop();
  await disk?.unmount();
});

test('while the disk is full, writes get 503 and reads succeed; writes succeed again when there is space', async () => {
  const origin = motus.system.urls.public;
  const today = new Date().toISOString().slice(0, 10);
  await motus.setClock(`${today}T10:00:00Z`);
  const player = new HttpPlayer(origin, 'Ada');
  await player.register();
  const guest = visitor();
  for (const client of [player, guest]) assert.equal((await guess(client)).status, 200);
  const { json: registered } = await player.get<Visitor>('/api/me');
  assert.equal(registered.player?.name, 'Ada');

  const logged = motus.logs.length;
  await disk.fill(8);
  await until(async () => (await guess(visitor())).status === 503);
  await until(async () => lines(/store takes no writes/, logged).length === 4);

  for (const client of [player, guest]) {
    const refused = await guess(client);
    assert.deepEqual(
      [refused.status, refused.headers.get('retry-after'), refused.json.code],
      [503, '1', 'try_again'],
    );
    for (const path of READS) assert.deepEqual([path, (await client.get(path)).status], [path, 200]);
  }
  // Reads also succeed when the tokens of player and service have expired, and from an instance that has just started.
  await motus.setClock(`${today}T11:30:00Z`);
  await motus.system.stop('motus1');
  await motus.system.start('motus1');
  for (const client of [player, guest]) {
    for (const path of READS) assert.deepEqual([path, (await client.get(path)).status], [path, 200]);
    assert.equal((await client.today()).game.rows.length, 1);
  }
  // Still the player: a guest could read these paths, too.
  assert.deepEqual((await player.get<Visitor>('/api/me')).json, registered);
  // A login is a write: browsers and programs get 503 with Retry-After.
  for (const accept of ['text/html', 'application/json']) {
    const login = await new HttpPlayer(origin, 'Bob').get('/login', { accept });
    assert.deepEqual([login.status, login.headers.get('retry-after')], [503, '1']);
  }
  const states = await serverStates(motus.system.ports.stats);
  for (const name of ['auth1', 'auth2', 'motus1', 'motus2', 'score1', 'score2'])
    assert.equal(states?.get(name), 'UP');
  // One line for each process and store, however many writes were refused.
  assert.equal(lines(/store takes no writes/, logged).length, 4);

  await disk.empty();
  await until(async () => (await guess(visitor())).status === 200);
  for (const client of [player, guest]) assert.equal((await guess(client)).status, 200);
  await until(async () => lines(/store takes writes again/, logged).length === 4);
  assert.equal(lines(/store takes no writes/, logged).length, 4);
});

test('files of a disk that filled up suddenly can be read by the next start', async () => {
  const player = new HttpPlayer(motus.system.urls.public, 'Cleo');
  await player.register();
  assert.equal((await guess(player)).status, 200);

  await disk.fill();
  await until(async () => (await guess(visitor())).status === 503);
  assert.equal((await player.get('/api/today')).status, 200);
  await disk.empty();
  await until(async () => (await guess(visitor())).status === 200);
  assert.equal((await guess(player)).status, 200);
  const { rows } = (await player.today()).game;

  await motus.system.stop();
  await motus.restart();
  assert.deepEqual((await player.today()).game.rows, rows);
});

/** A client without cookies. */
function visitor(): HttpPlayer {
  return new HttpPlayer(motus.system.urls.public, 'un visiteur');
}

/** Plays the next row of today. */
async function guess(player: HttpPlayer) {
  const { day, rows } = (await player.today()).game;
  const word = wrongWords(await motus.answer(day), rows.length + 1).at(-1) ?? '';
  return player.attempt({ day, row: rows.length + 1, word });
}

function lines(pattern: RegExp, from = 0): string[] {
  return motus.logs.slice(from).filter((line) => pattern.test(line));
}
