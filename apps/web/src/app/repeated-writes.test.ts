import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredDraft } from '../game/draft-storage.ts';
import { play, today } from '../game/fake-plays.ts';
import { attemptsOf, fakeServer, type Reply } from '../platform/fake-server.ts';
import { createAppState } from './app-state.ts';
import { fakeEnvironment } from './fake-environment.ts';
import { GUEST, ownerOf } from './session.ts';

const guest = { body: { guest: true, operator: false } };
const playerOf = (id: string, name: string) => ({
  body: { guest: false, player: { id, name }, operator: false },
});
const [zoe, ali] = [playerOf('p1', 'Zoé'), playerOf('p2', 'Ali')];

const nextTurns = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/** A page whose first attempt gets no response; `repeat` ends the oldest pause between two tries. */
async function withUnansweredAttempt(visitor: Reply) {
  const server = fakeServer();
  server.reply('/api/me', visitor);
  server.reply('/api/today', { body: today() });
  server.reply('/api/attempts', new TypeError('Failed to fetch'), { body: play(['BALLON']) });
  const pauses: (() => void)[] = [];
  const waitForNetwork = () => new Promise<void>((resolve) => pauses.push(resolve));
  const environment = fakeEnvironment(server.fetch, { waitForNetwork });
  const state = createAppState(environment);
  await state.start();
  state.game.board.type('ballon');
  const sent = state.game.board.submit();
  await nextTurns();
  assert.equal(attemptsOf(server).length, 1);
  return { server, state, environment, sent, repeat: () => pauses.shift()?.() };
}

for (const [change, before, after, owner] of [
  ['a guest has logged in', guest, zoe, 'p1'],
  ['the player has logged out', zoe, guest, GUEST],
  ['another player has logged in', zoe, ali, 'p2'],
] as const) {
  test(`does not repeat an attempt after ${change} in another tab, and shows the new visitor`, async () => {
    const { server, state, sent, repeat } = await withUnansweredAttempt(before);
    server.reply('/api/me', after);
    repeat();
    await sent;
    await nextTurns();
    assert.equal(attemptsOf(server).length, 1);
    assert.equal(ownerOf(state.session.value), owner);
    assert.equal(state.game.play.value?.rows.length, 0);
  });
}

test('repeats an attempt for the same visitor', async () => {
  const { server, state, sent, repeat } = await withUnansweredAttempt(guest);
  repeat();
  await sent;
  assert.equal(attemptsOf(server).length, 2);
  assert.equal(state.game.play.value?.rows.length, 1);
});

test('repeats no attempt before the server has said who the visitor is', async () => {
  const { server, sent, repeat } = await withUnansweredAttempt(guest);
  server.reply('/api/me', { status: 503 });
  repeat();
  await nextTurns();
  assert.equal(attemptsOf(server).length, 1);
  server.reply('/api/me', guest);
  repeat();
  await sent;
  assert.equal(attemptsOf(server).length, 2);
});

test('lets the next visitor write at once, and does not store the draft as sent', async () => {
  const { server, state, environment, sent, repeat } = await withUnansweredAttempt(guest);
  server.reply('/api/me', zoe);
  await state.refresh();
  const stored = environment.storage.read('row') as StoredDraft;
  assert.deepEqual([stored.owner, stored.cells.join(''), stored.sent], ['p1', 'ALLON', false]);
  const { board } = state.game;
  board.erase();
  board.type('n');
  server.reply('/api/attempts', new TypeError('Failed to fetch'), { body: play(['BALLON']) });
  const next = board.submit();
  await nextTurns();
  repeat();
  await sent;
  assert.equal(attemptsOf(server).length, 2, 'the attempt of the guest and that of the player');
  assert.equal(board.sending.value, true, 'the end of the first changes nothing');
  repeat();
  await next;
  assert.equal(board.sending.value, false);
  assert.equal(state.game.play.value?.rows.length, 1);
});
