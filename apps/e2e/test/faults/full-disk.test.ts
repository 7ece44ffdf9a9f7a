import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Visitor } from '@motus/contracts';
import { mountSmallDisk, type SmallDisk, serverStates } from '@motus/local-system';
import { until } from '@motus/testing';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { startTestSystem, type TestSystem } from '../../src/support/test-system.ts';

/** What somebody who has played sees of it. */
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
  motus = await startTestSystem({}, disk.dir);
});
after(async () => {
  await motus?.stop();
  await disk?.unmount();
});

test('while the disk is full writes are refused and reads go on, and all goes on when there is room', async () => {
  const origin = motus.system.urls.public;
  const today = new Date().toISOString().slice(0, 10);
  await motus.setClock(`${today}T10:00:00Z`);
  const player = new HttpPlayer(origin, 'Ada');
  await player.register();
  const guest = visitor();
  for (const one of [player, guest]) assert.equal((await guess(one)).status, 200);
  const { json: registered } = await player.get<Visitor>('/api/me');
  assert.equal(registered.player?.name, 'Ada');

  const logged = motus.logs.length;
  await disk.fill(8);
  await until(async () => (await guess(visitor())).status === 503);
  await until(async () => lines(/store takes no writes/, logged).length === 4);

  for (const one of [player, guest]) {
    const refused = await guess(one);
    assert.deepEqual(
      [refused.status, refused.headers.get('retry-after'), refused.json.code],
      [503, '1', 'try_again'],
    );
    for (const path of READS) assert.deepEqual([path, (await one.get(path)).status], [path, 200]);
  }
  // Nor do the tokens of a player, or of the game, that have expired meanwhile, or an instance that has just started.
  await motus.setClock(`${today}T11:30:00Z`);
  await motus.system.stop('motus1');
  await motus.system.start('motus1');
  for (const one of [player, guest]) {
    for (const path of READS) assert.deepEqual([path, (await one.get(path)).status], [path, 200]);
    assert.equal((await one.today()).game.rows.length, 1);
  }
  // A guest may read all of that as well.
  assert.deepEqual((await player.get<Visitor>('/api/me')).json, registered);
  // To log in is a write: a person gets a page that says when to try again, as does a program.
  for (const accept of ['text/html', 'application/json']) {
    const login = await new HttpPlayer(origin, 'Bob').get('/login', { accept });
    assert.deepEqual([login.status, login.headers.get('retry-after')], [503, '1']);
  }
  const states = await serverStates(motus.system.ports.stats);
  for (const name of ['auth1', 'auth2', 'motus1', 'motus2', 'score1', 'score2'])
    assert.equal(states?.get(name), 'UP');
  // Once for each process and store, however many were refused.
  assert.equal(lines(/store takes no writes/, logged).length, 4);

  await disk.empty();
  await until(async () => (await guess(visitor())).status === 200);
  for (const one of [player, guest]) assert.equal((await guess(one)).status, 200);
  await until(async () => lines(/store takes writes again/, logged).length === 4);
  assert.equal(lines(/store takes no writes/, logged).length, 4);
});

test('a disk that was filled at once leaves files that the next start can read', async () => {
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

/** Somebody who opens the page for the first time. */
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
