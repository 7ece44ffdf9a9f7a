import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Player, Visitor } from '@motus/contracts';
import { createAppState } from '../app/app-state.ts';
import { fakeEnvironment } from '../app/fake-environment.ts';
import { attemptsOf, type FakeServer, fakeServer } from '../platform/fake-server.ts';
import type { Storage } from '../platform/storage.ts';
import { play, today } from './fake-plays.ts';

const zoe = { id: 'p1', name: 'Zoé' };

/** The storage of a device, for several visits. */
function newStorage(): Storage {
  return fakeEnvironment(async () => Response.error()).storage;
}

const guest = { guest: true, operator: false };
const loggedIn = (player: Player) => ({ guest: false, player, operator: false });

function server(day = today(), visitor: Visitor = loggedIn(zoe)): FakeServer {
  const made = fakeServer();
  made.reply('/api/me', { body: visitor });
  made.reply('/api/today', { body: day });
  return made;
}

async function visit(storage: Storage, { fetch }: FakeServer, wait?: () => Promise<void>) {
  const state = createAppState(fakeEnvironment(fetch, { storage, ...(wait && { waitForNetwork: wait }) }));
  await state.start();
  await new Promise(setImmediate);
  return state;
}

/** Closes the page while a word is being sent. */
async function leaveWhileSending(storage: Storage, away: FakeServer): Promise<void> {
  away.reply('/api/attempts', new TypeError('Failed to fetch'));
  const { game } = await visit(storage, away, () => new Promise(() => {}));
  game.board.type('ballon');
  void game.board.submit();
  await new Promise(setImmediate);
}

const draftOf = (state: Awaited<ReturnType<typeof visit>>) =>
  state.game.board.rows.value
    .find((row) => row.state === 'current')
    ?.cells.map(({ letter }) => letter || '.')
    .join('');

test('restores the draft after a reload', async () => {
  const storage = newStorage();
  const before = await visit(storage, server());
  before.game.board.type('bal');
  before.game.board.moveTo(4);
  const after = await visit(storage, server());
  assert.equal(draftOf(after), 'BAL...');
  after.game.board.type('n');
  assert.equal(draftOf(after), 'BAL.N.');
});

test('sends a word again that was in flight when the page was closed, once', async () => {
  const storage = newStorage();
  await leaveWhileSending(storage, server());
  const back = server();
  back.reply('/api/attempts', { body: play(['BALLON']) });
  const state = await visit(storage, back);
  assert.deepEqual(attemptsOf(back), ['POST /api/attempts {"day":"2026-11-21","row":1,"word":"BALLON"}']);
  assert.equal(state.game.play.value?.rows.length, 1);

  const again = server(today(play(['BALLON'])));
  assert.equal(draftOf(await visit(storage, again)), 'B.L...');
  assert.deepEqual(attemptsOf(again), []);
});

test('does not send a refused word again', async () => {
  const storage = newStorage();
  const refusing = server();
  refusing.reply('/api/attempts', { status: 400, body: { code: 'word_unknown', message: 'Non.' } });
  const state = await visit(storage, refusing);
  state.game.board.type('bzzzzz');
  await state.game.board.submit();
  const next = server();
  assert.equal(draftOf(await visit(storage, next)), 'BZZZZZ');
  assert.deepEqual(attemptsOf(next), []);
});

test('does not restore the draft of another player, day or row', async () => {
  const storage = newStorage();
  const state = await visit(storage, server());
  state.game.board.type('bal');
  const ali = loggedIn({ id: 'p2', name: 'Ali' });
  const tomorrow = play([], { day: '2026-11-22' });
  const stored = storage.read('row');
  for (const other of [server(today(), ali), server(today(tomorrow)), server(today(play(['BELLES'])))]) {
    storage.write('row', stored);
    assert.equal(draftOf(await visit(storage, other))?.slice(1, 2), '.');
  }
  storage.write('row', stored);
  assert.equal(
    draftOf(await visit(storage, server())),
    'BAL...',
    'restores it for the same player, day and row',
  );
});

test("restores the draft of yesterday's unfinished play", async () => {
  const storage = newStorage();
  const state = await visit(storage, server(today(play(['BELLES']))));
  state.game.board.type('bal');
  const unfinished = play(['BELLES']);
  const tomorrow = play([], { day: '2026-11-22', firstLetter: 'C' });
  const after = await visit(storage, server(today(tomorrow, { unfinished })));
  assert.equal(after.game.isLate.value, true);
  assert.equal(draftOf(after)?.slice(0, 3), 'BAL');
});

test('restores the draft of a guest for one account, once', async () => {
  const storage = newStorage();
  const before = await visit(storage, server(today(), guest));
  before.game.board.type('bal');
  const empty = await visit(storage, server(today(play(['BELLES'])), loggedIn({ id: 'p2', name: 'Ali' })));
  assert.equal(draftOf(empty), 'B.L.ES', 'ignores a row of another play');
  assert.equal(draftOf(await visit(storage, server())), 'BAL...');
  const ali = loggedIn({ id: 'p3', name: 'Léa' });
  assert.equal(draftOf(await visit(storage, server(today(), ali))), 'B.....');
});

test("does not send a guest's word again for an account", async () => {
  const storage = newStorage();
  await leaveWhileSending(storage, server(today(), guest));
  const back = server();
  assert.equal(draftOf(await visit(storage, back)), 'BALLON');
  assert.deepEqual(attemptsOf(back), []);
});

test('restores the draft of a player after a visit as a guest', async () => {
  const storage = newStorage();
  const before = await visit(storage, server());
  before.game.board.type('bal');
  await visit(storage, server(today(), guest));
  assert.equal(draftOf(await visit(storage, server())), 'BAL...');
});
