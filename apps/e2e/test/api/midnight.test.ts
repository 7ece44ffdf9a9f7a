import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlayHistory, Statistics, Visitor } from '@motus/contracts';
import { until } from '@motus/testing';
import { wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();

test('a play keeps its day after midnight, can be finished late until the next midnight, and keeps the streak', async () => {
  const [monday, tuesday] = ['2026-12-07', '2026-12-08'];
  await motus.setClock('2026-12-07T22:59:00Z');
  const player = await newPlayer(motus);
  const watcher = await newPlayer(motus);
  await until(async () => (await player.today()).game.day === monday);
  const answer = await motus.answer(monday);
  const [wrong = ''] = wrongWords(answer, 1);
  assert.equal((await player.attempt({ day: monday, row: 1, word: wrong })).status, 200);
  const { nextWordAt } = await player.today();
  assert.equal(nextWordAt, Date.parse('2026-12-07T23:00:00Z'));

  await motus.setClock('2026-12-07T23:00:05Z');
  await until(async () => (await player.today()).game.day === tuesday);
  const { game, unfinished } = await player.today();
  assert.deepEqual(game.rows, []);
  assert.notEqual(await motus.answer(tuesday), answer);
  assert.deepEqual([unfinished?.day, unfinished?.rows.length, unfinished?.answer], [monday, 1, undefined]);

  // A play of yesterday cannot be started any more.
  const tooLate = await watcher.attempt({ day: monday, row: 1, word: wrong });
  assert.deepEqual([tooLate.status, tooLate.json.code], [409, 'play_not_started']);
  assert.equal((await watcher.today()).unfinished, undefined);

  const finished = await player.attempt({ day: monday, row: 2, word: answer });
  assert.deepEqual([finished.status, finished.json.state, finished.json.late], [200, 'won', true]);
  assert.equal((await player.today()).unfinished, undefined);
  await player.attempt({ day: tuesday, row: 1, word: await motus.answer(tuesday) });
  assert.equal((await player.get<Statistics>('/api/statistics')).json.currentStreak, 2);

  await watcher.attempt({ day: tuesday, row: 1, word: wrongWords(await motus.answer(tuesday), 1)[0] ?? '' });
  await motus.setClock('2026-12-08T23:30:00Z');
  await until(async () => (await watcher.today()).unfinished?.day === tuesday);
  await motus.setClock('2026-12-09T23:30:00Z');
  await until(async () => (await watcher.today()).game.day === '2026-12-10');
  assert.equal((await watcher.today()).unfinished, undefined);
  for (const day of [tuesday, '2026-12-11']) {
    const closed = await watcher.attempt({ day, row: 2, word: wrong });
    assert.deepEqual([closed.status, closed.json.code], [409, 'day_closed'], day);
  }
});

test('a session continues after its access token has expired', async () => {
  await motus.setClock('2027-01-04T08:00:00Z');
  const player = await newPlayer(motus);
  const visitor = async () => (await player.get<Visitor>('/api/me')).json;
  const { player: registered } = await visitor();
  assert.equal(registered?.name, player.name);
  const { day } = (await player.today()).game;
  await player.attempt({ day, row: 1, word: await motus.answer(day) });

  await motus.setClock('2027-01-20T08:00:00Z');
  await until(async () => (await player.today()).game.day === '2027-01-20');
  // Without a session the browser would get a new guest, who has a game of the day, too: compares the player's id.
  assert.deepEqual(await visitor(), { guest: false, operator: false, player: registered });
  const { json: history } = await player.get<PlayHistory>('/api/plays');
  assert.deepEqual(
    history.plays.map((play) => [play.day, play.state]),
    [[day, 'won']],
  );
});

test('each day has its own answer, the same at both instances', async () => {
  const answers: string[] = [];
  for (const day of ['2027-02-01', '2027-02-02']) {
    await motus.setClock(`${day}T08:00:00Z`);
    const answer = await motus.answer(day);
    answers.push(answer);
    for (const stopped of ['motus1', 'motus2']) {
      const player = await newPlayer(motus);
      await motus.system.stop(stopped);
      await until(async () => (await player.today()).game.day === day);
      const won = await player.attempt({ day, row: 1, word: answer });
      assert.deepEqual([won.status, won.json.state], [200, 'won'], `${day} without ${stopped}`);
      await motus.system.start(stopped);
    }
  }
  assert.equal(new Set(answers).size, answers.length);
});
