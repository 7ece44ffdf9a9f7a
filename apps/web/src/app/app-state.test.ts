import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play, today } from '../game/fake-plays.ts';
import { fakeServer } from '../platform/fake-server.ts';
import { createAppState } from './app-state.ts';
import { fakeEnvironment } from './fake-environment.ts';

const player = { id: 'p1', name: 'Zoé' };

test('starts by itself once a restarting server responds', async () => {
  const server = fakeServer();
  server.reply('/api/me', { status: 503, body: 'no' }, { body: { guest: false, player, operator: false } });
  server.reply('/api/today', new TypeError('Failed to fetch'), { body: today() });
  const state = createAppState(fakeEnvironment(server.fetch));
  await state.start();
  assert.deepEqual(state.session.value, { state: 'player', player, operator: false });
  assert.equal(state.game.play.value?.firstLetter, 'B');
  assert.equal(state.connectionLost.value, false);
});

test('ignores a response to an earlier load that arrives late', async () => {
  const answers: ((response: Response) => void)[] = [];
  const fetch = () => new Promise<Response>((resolve) => answers.push(resolve));
  const { leaderboard } = createAppState(fakeEnvironment(fetch));
  const board = (period: string) => Response.json({ period, key: '', players: 0, top: [], around: [] });
  const day = leaderboard.load('day');
  const week = leaderboard.load('week');
  answers[1]?.(board('week'));
  answers[0]?.(board('day'));
  await Promise.all([day, week]);
  assert.equal(leaderboard.current.value?.key, 'week');
});

test('shows why a load failed', async () => {
  const server = fakeServer();
  server.reply('/api/statistics', { status: 500, body: { code: 'internal', message: 'Panne.' } });
  const { statistics } = createAppState(fakeEnvironment(server.fetch));
  await statistics.load(null);
  assert.equal(statistics.error.value, 'Panne.');
  assert.equal(statistics.current.value, null);
});

test('clears the play when another player has logged in', async () => {
  const server = fakeServer();
  server.reply('/api/me', { body: { guest: false, player, operator: false } });
  server.reply('/api/today', { body: today(play(['BALLON'])) });
  const state = createAppState(fakeEnvironment(server.fetch));
  await state.start();
  assert.equal(state.game.play.value?.rows.length, 1);
  server.reply('/api/me', { body: { guest: false, player: { id: 'p2', name: 'Ali' }, operator: false } });
  server.reply('/api/today', { body: today() });
  await state.refresh();
  assert.deepEqual(state.session.value, {
    state: 'player',
    player: { id: 'p2', name: 'Ali' },
    operator: false,
  });
  assert.equal(state.game.play.value?.rows.length, 0);
});
