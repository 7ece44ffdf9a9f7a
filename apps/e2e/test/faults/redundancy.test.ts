import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieName, type Leaderboard } from '@motus/contracts';
import { wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const SERVICES = ['auth1', 'auth2', 'motus1', 'motus2', 'score1', 'score2'];

describe('with any one service instance killed', () => {
  for (const name of SERVICES) {
    test(`${name}: players can continue, register and log in`, async (t) => {
      const player = await newPlayer(motus);
      const { day } = (await player.today()).game;
      const answer = await motus.answer(day);
      const words = [...wrongWords(answer, 3), answer];
      assert.equal((await player.attempt({ day, row: 1, word: words[0] ?? '' })).status, 200);

      motus.system.kill(name);
      t.after(() => motus.system.start(name));
      for (const row of [2, 3, 4]) {
        const { status, text } = await player.attempt({ day, row, word: words[row - 1] ?? '' });
        assert.equal(status, 200, text);
      }
      const newcomer = await newPlayer(motus);
      assert.equal((await newcomer.today()).game.rows.length, 0);
      await player.login();
      assert.equal((await player.today()).game.state, 'won');
    });
  }
});

test('stopping an instance drains it: no request fails meanwhile', async () => {
  const player = await newPlayer(motus);
  for (const name of ['motus1', 'score2']) {
    let stopped = false;
    const stopping = motus.system.stop(name).then(() => {
      stopped = true;
    });
    let requests = 0;
    while (!stopped) {
      const { status, text } = await player.get('/api/today');
      assert.equal(status, 200, text);
      requests++;
    }
    await stopping;
    // Positive control; a busy machine sends few.
    assert.ok(requests > 5, `${requests} requests`);
    await motus.system.start(name);
  }
});

test('with both instances of a service killed, requests get 503 with Retry-After and a code', async (t) => {
  const player = await newPlayer(motus);
  for (const twins of [
    ['score1', 'score2'],
    ['motus1', 'motus2'],
  ]) {
    for (const name of twins) {
      motus.system.kill(name);
      t.after(() => motus.system.start(name));
    }
    const { status, json, headers } = await player.get<{ code: string; requestId: string }>('/api/today');
    assert.equal(status, 503);
    assert.equal(json.code, 'try_again');
    assert.equal(json.requestId, headers.get('x-request-id'));
    assert.ok(headers.get('retry-after'));
    for (const name of twins) await motus.system.start(name);
    assert.equal((await player.get('/api/today')).status, 200);
  }
});

describe('with the primary of a store killed, its replica takes over', () => {
  for (const primary of ['score-store1', 'auth-store1']) {
    test(`${primary}: every request succeeds, nothing is lost, and it restarts as the replica`, async (t) => {
      const player = await newPlayer(motus);
      const { day } = (await player.today()).game;
      const answer = await motus.answer(day);
      const [first = '', second = ''] = wrongWords(answer, 2);
      assert.equal((await player.attempt({ day, row: 1, word: first })).status, 200);

      motus.system.kill(primary);
      t.after(() => motus.system.start(primary));
      const [attempted, newcomer] = await Promise.all([
        player.attempt({ day, row: 2, word: second }),
        newPlayer(motus),
      ]);
      assert.equal(attempted.status, 200, attempted.text);
      assert.equal((await newcomer.today()).game.rows.length, 0);

      await motus.system.start(primary);
      motus.system.kill(primary.replace('1', '2'));
      t.after(() => motus.system.start(primary.replace('1', '2')));
      await newcomer.login();
      assert.equal((await player.today()).game.rows.length, 2);
      assert.equal((await player.attempt({ day, row: 3, word: answer })).json.state, 'won');
    });
  }
});

test('HAProxy keeps a browser at one instance with an HttpOnly cookie', async () => {
  const player = await newPlayer(motus);
  const cookies = await player.jar.getCookies(motus.system.urls.public);
  const sticky = cookies.find(({ key }) => key === cookieName('motus_instance', motus.system.urls.public));
  assert.match(sticky?.value ?? '', /^motus[12]$/);
  assert.equal(sticky?.httpOnly, true);
  assert.equal(sticky?.sameSite, 'lax');
});

test('restarting everything keeps accounts, plays, scores and the word of the day', async () => {
  const player = await newPlayer(motus);
  const { day } = (await player.today()).game;
  const answer = await motus.answer(day);
  await player.attempt({ day, row: 1, word: answer });
  const unfinished = await newPlayer(motus);
  await unfinished.attempt({ day, row: 1, word: wrongWords(answer, 1)[0] ?? '' });
  const before = (await player.get<Leaderboard>('/api/leaderboards/day')).json;

  await motus.restart();

  assert.equal(await motus.answer(day), answer);
  assert.equal((await player.today()).game.answer, answer, 'the session is kept, too');
  await unfinished.login();
  assert.equal((await unfinished.today()).game.rows.length, 1);
  assert.equal((await unfinished.attempt({ day, row: 2, word: answer })).json.state, 'won');
  const after = (await player.get<Leaderboard>('/api/leaderboards/day')).json;
  assert.equal(after.players, before.players + 1);
});
