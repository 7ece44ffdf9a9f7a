import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState } from './app-state.ts';
import { fakeServer, play, surroundings, today } from './fake-environment.ts';

const player = { id: 'p1', name: 'Zoé' };

test('a page opened while the game restarts comes up by itself', async () => {
  const server = fakeServer();
  server.reply('/api/me', { status: 503, body: 'no' }, { body: { guest: false, player, operator: false } });
  server.reply('/api/today', new TypeError('Failed to fetch'), { body: today() });
  const state = createAppState(surroundings(server.fetch));
  await state.start();
  assert.deepEqual(state.session.value, { state: 'in', player, operator: false });
  assert.equal(state.game.game.value?.firstLetter, 'B');
  assert.equal(state.connectionLost.value, false);
});

test('an answer that overtakes a newer question is dropped', async () => {
  const answers: ((response: Response) => void)[] = [];
  const fetch = () => new Promise<Response>((resolve) => answers.push(resolve));
  const { leaderboard } = createAppState(surroundings(fetch));
  const board = (period: string) => Response.json({ period, key: '', players: 0, top: [], around: [] });
  const day = leaderboard.open('day');
  const week = leaderboard.open('week');
  answers[1]?.(board('week'));
  answers[0]?.(board('day'));
  await Promise.all([day, week]);
  assert.equal(leaderboard.current.value?.key, 'week');
});

test('what cannot be read says why', async () => {
  const server = fakeServer();
  server.reply('/api/statistics', { status: 500, body: { code: 'internal', message: 'Panne.' } });
  const { statistics } = createAppState(surroundings(server.fetch));
  await statistics.open(null);
  assert.equal(statistics.error.value, 'Panne.');
  assert.equal(statistics.current.value, null);
});

test('somebody else who has logged in meanwhile sees nothing of the play before', async () => {
  const server = fakeServer();
  server.reply('/api/me', { body: { guest: false, player, operator: false } });
  server.reply('/api/today', { body: today(play(['BALLON'])) });
  const state = createAppState(surroundings(server.fetch));
  await state.start();
  assert.equal(state.game.game.value?.rows.length, 1);
  server.reply('/api/me', { body: { guest: false, player: { id: 'p2', name: 'Ali' }, operator: false } });
  server.reply('/api/today', { body: today() });
  await state.refresh();
  assert.deepEqual(state.session.value, {
    state: 'in',
    player: { id: 'p2', name: 'Ali' },
    operator: false,
  });
  assert.equal(state.game.game.value?.rows.length, 0);
});
