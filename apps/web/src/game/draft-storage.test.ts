import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Player, Visitor } from '@motus/contracts';
import { createAppState } from '../app/app-state.ts';
import { type FakeServer, fakeServer, play, surroundings, today } from '../app/fake-environment.ts';
import type { Storage } from '../platform/storage.ts';

const zoe = { id: 'p1', name: 'Zoé' };

/** The same device on each visit. */
function device(): Storage {
  return surroundings(async () => Response.error()).storage;
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
  const state = createAppState(surroundings(fetch, { storage, ...(wait && { waitForNetwork: wait }) }));
  await state.start();
  await new Promise(setImmediate);
  return state;
}

const written = (state: Awaited<ReturnType<typeof visit>>) =>
  state.game.board.rows.value
    .find((row) => row.state === 'current')
    ?.cells.map(({ letter }) => letter || '.')
    .join('');

test('what was typed is there again after a reload', async () => {
  const storage = device();
  const before = await visit(storage, server());
  before.game.board.type('bal');
  before.game.board.moveTo(4);
  const after = await visit(storage, server());
  assert.equal(written(after), 'BAL...');
  after.game.board.type('n');
  assert.equal(written(after), 'BAL.N.');
});

test('a word that was under way when the page was left is sent by the next visit, once', async () => {
  const storage = device();
  const away = server();
  away.reply('/api/attempts', new TypeError('Failed to fetch'));
  const left = await visit(storage, away, () => new Promise(() => {}));
  left.game.board.type('ballon');
  void left.game.board.submit();
  await new Promise(setImmediate);

  const back = server();
  back.reply('/api/attempts', { body: play(['BALLON']) });
  const state = await visit(storage, back);
  const sent = back.requests.filter((request) => request.startsWith('POST'));
  assert.deepEqual(sent, ['POST /api/attempts {"day":"2026-11-21","row":1,"word":"BALLON"}']);
  assert.equal(state.game.game.value?.rows.length, 1);

  const again = server(today(play(['BALLON'])));
  assert.equal(written(await visit(storage, again)), 'B.L...');
  assert.deepEqual(
    again.requests.filter((request) => request.startsWith('POST')),
    [],
  );
});

test('a refused word is not sent again by itself', async () => {
  const storage = device();
  const refusing = server();
  refusing.reply('/api/attempts', { status: 400, body: { code: 'word_unknown', message: 'Non.' } });
  const state = await visit(storage, refusing);
  state.game.board.type('bzzzzz');
  await state.game.board.submit();
  const next = server();
  assert.equal(written(await visit(storage, next)), 'BZZZZZ');
  assert.deepEqual(
    next.requests.filter((request) => request.startsWith('POST')),
    [],
  );
});

test('what another player, another day or another row had is left alone', async () => {
  const storage = device();
  const state = await visit(storage, server());
  state.game.board.type('bal');
  const ali = loggedIn({ id: 'p2', name: 'Ali' });
  const tomorrow = play([], { day: '2026-11-22' });
  for (const other of [server(today(), ali), server(today(tomorrow)), server(today(play(['BELLES'])))]) {
    const kept = storage.read('row');
    assert.equal(written(await visit(storage, other))?.slice(1, 2), '.');
    storage.write('row', kept);
  }
});

test("a row of yesterday's unfinished play is gone on with", async () => {
  const storage = device();
  const state = await visit(storage, server(today(play(['BELLES']))));
  state.game.board.type('bal');
  const unfinished = play(['BELLES']);
  const tomorrow = play([], { day: '2026-11-22', firstLetter: 'C' });
  const after = await visit(storage, server(today(tomorrow, { unfinished })));
  assert.equal(after.game.isLate.value, true);
  assert.equal(written(after)?.slice(0, 3), 'BAL');
});

test('what was typed as a guest is there for the account, once, and for no other', async () => {
  const storage = device();
  const before = await visit(storage, server(today(), guest));
  before.game.board.type('bal');
  const empty = await visit(storage, server(today(play(['BELLES'])), loggedIn({ id: 'p2', name: 'Ali' })));
  assert.equal(written(empty), 'B.L.ES', 'a row of another play is left alone');
  assert.equal(written(await visit(storage, server())), 'BAL...');
  const ali = loggedIn({ id: 'p3', name: 'Léa' });
  assert.equal(written(await visit(storage, server(today(), ali))), 'B.....');
});

test("a guest's word that was under way is not sent by itself for an account", async () => {
  const storage = device();
  const away = server(today(), guest);
  away.reply('/api/attempts', new TypeError('Failed to fetch'));
  const left = await visit(storage, away, () => new Promise(() => {}));
  left.game.board.type('ballon');
  void left.game.board.submit();
  await new Promise(setImmediate);
  const back = server();
  assert.equal(written(await visit(storage, back)), 'BALLON');
  assert.deepEqual(
    back.requests.filter((request) => request.startsWith('POST')),
    [],
  );
});

test('a player who plays as a guest in between finds what was typed before', async () => {
  const storage = device();
  const before = await visit(storage, server());
  before.game.board.type('bal');
  await visit(storage, server(today(), guest));
  assert.equal(written(await visit(storage, server())), 'BAL...');
});
