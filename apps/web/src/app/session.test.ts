import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fetch } from '../platform/api-client.ts';
import { type AppState, createAppState } from './app-state.ts';
import { type FakeServer, fakeServer, play, type Reply, surroundings, today } from './fake-environment.ts';

const player = { id: 'p1', name: 'Zoé' };
const zoe = { body: { guest: false, player, operator: false } };
const guest = { body: { guest: true, operator: false } };
const refused = { status: 401, body: { code: 'not_logged_in', message: 'Connectez-vous.' } };

async function opened(
  visitor: Reply = guest,
  day = today(),
): Promise<{ server: FakeServer; state: AppState }> {
  const server = fakeServer();
  server.reply('/api/me', visitor);
  server.reply('/api/today', { body: day });
  const state = createAppState(surroundings(server.fetch));
  await state.start();
  return { server, state };
}

/** A server whose answer for one path comes when the test says so. */
function holdingBack(server: FakeServer, held: string) {
  let give: (response: Response) => void = () => {};
  const fetch: Fetch = (path, init) =>
    path === held
      ? new Promise((resolve) => {
          give = resolve;
        })
      : server.fetch(path, init);
  return { fetch, answer: (body: unknown) => give(Response.json(body)) };
}

const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('a visitor is a guest and can play at once', async () => {
  const { server, state } = await opened();
  assert.deepEqual(state.session.value, { state: 'guest', loggedOut: false });
  server.reply('/api/attempts', { body: play(['BALLON']) });
  state.game.board.type('ballon');
  await state.game.board.submit();
  assert.equal(state.game.game.value?.rows.length, 1);
});

test('nothing is asked for before the visitor is known: two first requests would make two guests', async () => {
  const server = fakeServer();
  server.reply('/api/today', { body: today() });
  const { fetch, answer } = holdingBack(server, '/api/me');
  const started = createAppState(surroundings(fetch)).start();
  await settled();
  assert.deepEqual(server.requests, []);
  answer(guest.body);
  await started;
  assert.deepEqual(server.requests, ['GET /api/today']);
});

test('whoever is logged out in the middle goes on as a guest, and is told', async () => {
  const { server, state } = await opened(zoe, today(play(['BALLON', 'BELLES'])));
  assert.equal(state.session.value.state, 'in');
  server.reply('/api/attempts', refused);
  server.reply('/api/me', refused, guest);
  server.reply('/api/today', { body: today() });
  state.game.board.type('banane');
  await state.game.board.submit();
  await settled();
  assert.deepEqual(state.session.value, { state: 'guest', loggedOut: true });
  assert.equal(state.game.game.value?.rows.length, 0);
});

test('a view that needs an account finds out that there is none any more', async () => {
  const { server, state } = await opened(zoe);
  server.reply('/api/me', guest);
  server.reply('/api/leagues', { status: 401, body: { code: 'login_required', message: 'Un compte.' } });
  await state.leagues.mine.open(null);
  await settled();
  assert.deepEqual(state.session.value, { state: 'guest', loggedOut: true });
});

test('a guest who has logged in elsewhere is that player from then on', async () => {
  const { server, state } = await opened(guest, today(play(['BALLON', 'BELLES'])));
  server.reply('/api/me', zoe);
  server.reply('/api/today', { body: today(play(['BALLON'])) });
  await state.refresh();
  assert.deepEqual(state.session.value, { state: 'in', player, operator: false });
  assert.equal(state.game.game.value?.rows.length, 1);
});

test('an answer that was meant for somebody else is not shown', async () => {
  const server = fakeServer();
  server.reply('/api/me', zoe);
  server.reply('/api/today', { body: today() });
  const { fetch, answer } = holdingBack(server, '/api/attempts');
  const state = createAppState(surroundings(fetch));
  await state.start();
  state.game.board.type('ballon');
  const sent = state.game.board.submit();
  server.reply('/api/me', guest);
  await state.refresh();
  answer(play(['BALLON']));
  await sent;
  assert.equal(state.game.game.value?.rows.length, 0);
});

test('a server that knows nobody at all is no reason to ask without end', async () => {
  const { server, state } = await opened(refused);
  assert.deepEqual(server.requests, ['GET /api/me', 'GET /api/me']);
  assert.match(JSON.stringify(state.session.value), /"unknown".*"trouble"/);
});

test('the login leads back to the view from which it was asked for, once', async () => {
  const visited: string[] = [];
  const server = fakeServer();
  server.reply('/api/me', guest);
  server.reply('/api/today', { body: today() });
  const around = surroundings(server.fetch, { goTo: (hash) => visited.push(hash) });
  const before = createAppState(around);
  before.follow('#/ligues/11111111-2222-4333-8444-555555555555/abcdefghijklmnopqrstu_');
  await before.start();
  before.keepPlace();
  server.reply('/api/me', zoe);
  for (let visit = 0; visit < 2; visit++) await createAppState(around).start();
  assert.deepEqual(visited, ['#/ligues/11111111-2222-4333-8444-555555555555/abcdefghijklmnopqrstu_']);
});

test('a login that was left leads nowhere later, nor away from an address that was asked for', async () => {
  const visited: string[] = [];
  const server = fakeServer();
  server.reply('/api/me', guest);
  server.reply('/api/today', { body: today() });
  const around = surroundings(server.fetch, { goTo: (hash) => visited.push(hash) });
  const visit = async (hash: string) => {
    const state = createAppState(around);
    state.follow(hash);
    await state.start();
    return state;
  };
  (await visit('#/classement')).keepPlace();
  await visit('');
  server.reply('/api/me', zoe);
  (await visit('')).keepPlace();
  (await visit('#/statistiques')).keepPlace();
  await visit('#/aide');
  assert.deepEqual(visited, []);
});
