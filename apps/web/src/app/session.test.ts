import assert from 'node:assert/strict';
import { test } from 'node:test';
import { play, today } from '../game/fake-plays.ts';
import type { Fetch } from '../platform/api-client.ts';
import { type FakeServer, fakeServer, type Reply } from '../platform/fake-server.ts';
import { type AppState, createAppState } from './app-state.ts';
import { fakeEnvironment } from './fake-environment.ts';

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
  const state = createAppState(fakeEnvironment(server.fetch));
  await state.start();
  return { server, state };
}

/** A server that responds for one path only when the test calls `respond`, and counts the requests for it. */
function withHeldPath(server: FakeServer, held: string) {
  const waiting: ((response: Response) => void)[] = [];
  const fetch: Fetch = (path, init) =>
    path === held ? new Promise((resolve) => waiting.push(resolve)) : server.fetch(path, init);
  return {
    fetch,
    respond: (body: unknown) => waiting.at(-1)?.(Response.json(body)),
    count: () => waiting.length,
  };
}

const nextTurns = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test('lets a visitor play at once, as a guest', async () => {
  const { server, state } = await opened();
  assert.deepEqual(state.session.value, { state: 'guest', loggedOut: false });
  server.reply('/api/attempts', { body: play(['BALLON']) });
  state.game.board.type('ballon');
  await state.game.board.submit();
  assert.equal(state.game.play.value?.rows.length, 1);
});

test('sends only one request until the visitor is known, because two would make two guests', async () => {
  const server = fakeServer();
  server.reply('/api/today', { body: today() });
  const { fetch, respond, count } = withHeldPath(server, '/api/me');
  const state = createAppState(fakeEnvironment(fetch));
  const started = state.start();
  // The browser shows the page again meanwhile.
  void state.refresh();
  await nextTurns();
  assert.equal(count(), 1);
  assert.deepEqual(server.requests, []);
  respond(guest.body);
  await started;
  assert.equal(count(), 1);
  assert.deepEqual(server.requests, ['GET /api/today']);
});

test('turns a player who is logged out during a play into a guest, and tells so', async () => {
  const { server, state } = await opened(zoe, today(play(['BALLON', 'BELLES'])));
  assert.equal(state.session.value.state, 'player');
  server.reply('/api/attempts', refused);
  server.reply('/api/me', refused, guest);
  server.reply('/api/today', { body: today() });
  state.game.board.type('banane');
  await state.game.board.submit();
  await nextTurns();
  assert.deepEqual(state.session.value, { state: 'guest', loggedOut: true });
  assert.equal(state.game.play.value?.rows.length, 0);
});

test('notices the end of the session in a view that needs an account', async () => {
  const { server, state } = await opened(zoe);
  server.reply('/api/me', guest);
  server.reply('/api/leagues', { status: 401, body: { code: 'login_required', message: 'Un compte.' } });
  await state.leagues.mine.load(null);
  await nextTurns();
  assert.deepEqual(state.session.value, { state: 'guest', loggedOut: true });
});

test('turns a guest who logged in elsewhere into that player', async () => {
  const { server, state } = await opened(guest, today(play(['BALLON', 'BELLES'])));
  server.reply('/api/me', zoe);
  server.reply('/api/today', { body: today(play(['BALLON'])) });
  await state.refresh();
  assert.deepEqual(state.session.value, { state: 'player', player, operator: false });
  assert.equal(state.game.play.value?.rows.length, 1);
});

test('ignores a response to a request of the previous visitor', async () => {
  const server = fakeServer();
  server.reply('/api/me', zoe);
  server.reply('/api/today', { body: today() });
  const { fetch, respond } = withHeldPath(server, '/api/attempts');
  const state = createAppState(fakeEnvironment(fetch));
  await state.start();
  state.game.board.type('ballon');
  const sent = state.game.board.submit();
  server.reply('/api/me', guest);
  await state.refresh();
  respond(play(['BALLON']));
  await sent;
  assert.equal(state.game.play.value?.rows.length, 0);
});

test('does not repeat its requests forever if the server refuses every visitor', async () => {
  const { server, state } = await opened(refused);
  assert.deepEqual(server.requests, ['GET /api/me', 'GET /api/me']);
  assert.match(JSON.stringify(state.session.value), /"unknown".*"error"/);
});

test('returns once to the view from which the player logged in', async () => {
  const visited: string[] = [];
  const server = fakeServer();
  server.reply('/api/me', guest);
  server.reply('/api/today', { body: today() });
  const around = fakeEnvironment(server.fetch, { navigate: (hash) => visited.push(hash) });
  const before = createAppState(around);
  before.setHash('#/ligues/11111111-2222-4333-8444-555555555555/abcdefghijklmnopqrstu_');
  await before.start();
  before.saveReturnPath();
  server.reply('/api/me', zoe);
  for (let visit = 0; visit < 2; visit++) await createAppState(around).start();
  assert.deepEqual(visited, ['#/ligues/11111111-2222-4333-8444-555555555555/abcdefghijklmnopqrstu_']);
});

test('does not return after an abandoned login, or to a page opened with another address', async () => {
  const visited: string[] = [];
  const server = fakeServer();
  server.reply('/api/me', guest);
  server.reply('/api/today', { body: today() });
  const around = fakeEnvironment(server.fetch, { navigate: (hash) => visited.push(hash) });
  const visit = async (hash: string) => {
    const state = createAppState(around);
    state.setHash(hash);
    await state.start();
    return state;
  };
  (await visit('#/classement')).saveReturnPath();
  await visit('');
  server.reply('/api/me', zoe);
  (await visit('')).saveReturnPath();
  (await visit('#/statistiques')).saveReturnPath();
  await visit('#/aide');
  assert.deepEqual(visited, []);
});
