import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState } from '../app/app-state.ts';
import { fakeServer, surroundings, today } from '../app/fake-environment.ts';

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
  const goTo = (hash: string) => visited.push(hash);
  return { server, visited, state: createAppState(surroundings(server.fetch, { goTo })) };
}

test('a creation that got no answer is sent again as the same league, which is then on screen', async () => {
  const { server, visited, state } = opened();
  server.reply(`/api/leagues/${id}`, new TypeError('Failed to fetch'), { body: league });
  assert.equal(await state.leagues.create('Les amis'), true);
  assert.deepEqual(server.requests, Array(2).fill(`PUT /api/leagues/${id} {"name":"Les amis"}`));
  assert.equal(state.leagues.league.current.value?.value.name, 'Les amis');
  assert.deepEqual(visited, [`#/ligues/${id}`]);
});

test('a refused change says why, and leaves the league as it is', async () => {
  const { server, state } = opened();
  state.leagues.league.take(id, league);
  server.reply(`/api/leagues/${id}/name`, {
    status: 403,
    body: { code: 'not_league_owner', message: 'Réservé.' },
  });
  assert.equal(await state.leagues.rename(league, 'Autre'), false);
  assert.equal(state.leagues.changes.refusal.value, 'Réservé.');
  assert.equal(state.leagues.league.current.value?.value.name, 'Les amis');
});

test('a league that is gone when it is opened again is shown no longer; the others are', async () => {
  const { server, state } = opened();
  const gone = { status: 404, body: { code: 'league_not_found', message: 'Cette ligue n’existe pas.' } };
  server.reply(`/api/leagues/${id}`, { body: league }, gone);
  server.reply('/api/leagues/other', gone);
  await state.leagues.league.open(id);
  await state.leagues.league.open('other');
  assert.equal(state.leagues.league.current.value?.key, id);
  await state.leagues.league.open(id);
  assert.equal(state.leagues.league.current.value, null);
  assert.equal(state.leagues.league.error.value, 'Cette ligue n’existe pas.');
});

test('a second change waits until the first is answered', async () => {
  const { server, state } = opened();
  server.reply(`/api/leagues/${id}/membership`, { status: 204 });
  const [left, again] = await Promise.all([state.leagues.leave(league), state.leagues.leave(league)]);
  assert.deepEqual([left, again], [true, false]);
  assert.equal(server.requests.length, 1);
});

test('who is removed is gone from the league and from its table', async () => {
  const { server, state } = opened();
  const table = { period: 'week', key: '2026-W47', entries: [] };
  server.reply(`/api/leagues/${id}`, { body: league });
  server.reply(`/api/leagues/${id}/table/week`, { body: table });
  server.reply(`/api/leagues/${id}/members/p2`, { status: 204 });
  await state.leagues.openTable(id, 'week');
  await state.leagues.removeMember(league, 'p2');
  assert.deepEqual(server.requests.slice(1).sort(), [
    `DELETE /api/leagues/${id}/members/p2`,
    `GET /api/leagues/${id}`,
    `GET /api/leagues/${id}/table/week`,
  ]);
});

test('what was read of a league is not shown to somebody else', async () => {
  const { server, state } = opened();
  await state.start();
  state.leagues.league.take(id, league);
  server.reply('/api/me', { body: { guest: false, player: { id: 'p2', name: 'Ali' }, operator: false } });
  await state.refresh();
  assert.equal(state.leagues.league.current.value, null);
});
