import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState } from '../app/app-state.ts';
import { fakeEnvironment } from '../app/fake-environment.ts';
import { today } from '../game/fake-plays.ts';
import { fakeServer } from '../platform/fake-server.ts';

const id = '11111111-2222-4333-8444-555555555555';
const player = { id: 'p1', name: 'Zoé' };
const league = {
  id,
  name: 'Les amis',
  owner: 'p1',
  invitation: 'abcdefghijklmnopqrstu_',
  members: [{ player, joinedAt: 0 }],
};

function opened() {
  const server = fakeServer();
  const visited: string[] = [];
  server.reply('/api/me', { body: { guest: false, player, operator: false } });
  server.reply('/api/today', { body: today() });
  const navigate = (hash: string) => visited.push(hash);
  return { server, visited, state: createAppState(fakeEnvironment(server.fetch, { navigate })) };
}

test('repeats a creation without a response with the same id, then opens the league', async () => {
  const { server, visited, state } = opened();
  await state.start();
  server.reply(`/api/leagues/${id}`, new TypeError('Failed to fetch'), { body: league });
  assert.equal(await state.leagues.create('Les amis'), true);
  const sent = server.requests.filter((request) => request.startsWith('PUT'));
  assert.deepEqual(sent, Array(2).fill(`PUT /api/leagues/${id} {"name":"Les amis"}`));
  assert.equal(state.leagues.league.current.value?.value.name, 'Les amis');
  assert.deepEqual(visited, [`#/ligues/${id}`]);
});

test('shows why a mutation is refused, and keeps the league', async () => {
  const { server, state } = opened();
  state.leagues.league.set(id, league);
  server.reply(`/api/leagues/${id}/name`, {
    status: 403,
    body: { code: 'not_league_owner', message: 'Réservé.' },
  });
  assert.equal(await state.leagues.rename(league, 'Autre'), false);
  assert.equal(state.leagues.mutations.refusal.value, 'Réservé.');
  assert.equal(state.leagues.league.current.value?.value.name, 'Les amis');
});

test('does not repeat a mutation for another player, nor show its league', async () => {
  const { server, visited, state } = opened();
  await state.start();
  server.reply(`/api/leagues/${id}`, new TypeError('Failed to fetch'), { body: league });
  server.reply('/api/me', { body: { guest: false, player: { id: 'p2', name: 'Ali' }, operator: false } });
  assert.equal(await state.leagues.create('Les amis'), false);
  assert.equal(server.requests.filter((request) => request.startsWith('PUT')).length, 1);
  assert.equal(state.leagues.league.current.value, null);
  assert.deepEqual(visited, []);
});

test('hides a league that is gone when it is loaded again, but no other one', async () => {
  const { server, state } = opened();
  const gone = { status: 404, body: { code: 'league_not_found', message: 'Cette ligue n’existe pas.' } };
  server.reply(`/api/leagues/${id}`, { body: league }, gone);
  server.reply('/api/leagues/other', gone);
  await state.leagues.league.load(id);
  await state.leagues.league.load('other');
  assert.equal(state.leagues.league.current.value?.key, id);
  await state.leagues.league.load(id);
  assert.equal(state.leagues.league.current.value, null);
  assert.equal(state.leagues.league.error.value, 'Cette ligue n’existe pas.');
});

test('ignores a second mutation while the first is pending', async () => {
  const { server, state } = opened();
  server.reply(`/api/leagues/${id}/membership`, { status: 204 });
  const [left, again] = await Promise.all([state.leagues.leave(league), state.leagues.leave(league)]);
  assert.deepEqual([left, again], [true, false]);
  assert.equal(server.requests.length, 1);
});

test('reloads the league and its table after removing a member', async () => {
  const { server, state } = opened();
  const table = { period: 'week', key: '2026-W47', entries: [] };
  server.reply(`/api/leagues/${id}`, { body: league });
  server.reply(`/api/leagues/${id}/table/week`, { body: table });
  server.reply(`/api/leagues/${id}/members/p2`, { status: 204 });
  await state.leagues.loadTable(id, 'week');
  await state.leagues.removeMember(league, 'p2');
  assert.deepEqual(server.requests.slice(1).sort(), [
    `DELETE /api/leagues/${id}/members/p2`,
    `GET /api/leagues/${id}`,
    `GET /api/leagues/${id}/table/week`,
  ]);
});

test('clears the league when another player logs in', async () => {
  const { server, state } = opened();
  await state.start();
  state.leagues.league.set(id, league);
  server.reply('/api/me', { body: { guest: false, player: { id: 'p2', name: 'Ali' }, operator: false } });
  await state.refresh();
  assert.equal(state.leagues.league.current.value, null);
});
