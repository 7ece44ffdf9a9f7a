import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState } from '../app/app-state.ts';
import type { Environment } from '../app/environment.ts';
import { fakeEnvironment } from '../app/fake-environment.ts';
import { GUEST } from '../app/session.ts';
import { play } from '../game/fake-plays.ts';
import { attemptsOf, fakeServer } from '../platform/fake-server.ts';
import type { Storage } from '../platform/storage.ts';
import { createArchiveApi } from './archive-api.ts';
import { type ArchiveGame, createArchiveGame } from './archive-game.ts';

const day = '2026-11-12';
const archived = (words: string[], more = {}) => play(words, { day, archive: true, ...more });

function fixture(more: Partial<Environment> = {}) {
  const server = fakeServer();
  const environment = fakeEnvironment(server.fetch, more);
  const { retry, client, device, settings } = createAppState(environment);
  const page = { owner: GUEST };
  const open = async (owner = GUEST, of = day) => {
    page.owner = owner;
    const isOwner = () => page.owner === owner;
    const options = { ...device, retry, api: createArchiveApi(client), day: of, owner, isOwner };
    const game = createArchiveGame(options);
    await game.load();
    await new Promise(setImmediate);
    return game;
  };
  return { server, settings, storage: environment.storage, page, open };
}

/** Closes the page while a word is being sent. @returns the storage of the device */
async function leaveWhileSending(): Promise<Storage> {
  const { server, storage, open } = fixture({ waitForNetwork: () => new Promise(() => {}) });
  server.reply(`/api/archive/${day}`, { body: archived([]) });
  server.reply('/api/attempts', new TypeError('Failed to fetch'));
  const { board } = await open();
  board.type('ballon');
  void board.submit();
  await new Promise(setImmediate);
  return storage;
}

const lettersOf = ({ board }: ArchiveGame, row: number) =>
  board.rows.value[row - 1]?.cells.map(({ letter }) => letter || '.').join('');

test('sends a word as an attempt of the archive, and shows the result on the board', async () => {
  const { server, open } = fixture();
  server.reply(`/api/archive/${day}`, { body: archived([]) });
  const game = await open();
  server.reply('/api/attempts', { body: archived(['BALLON']) });
  game.board.type('ballon');
  await game.board.submit();
  assert.deepEqual(attemptsOf(server), [
    `POST /api/attempts {"day":"${day}","row":1,"word":"BALLON","archive":true}`,
  ]);
  assert.equal(lettersOf(game, 2), 'B.L...');
});

test('shows why a day has no play', async () => {
  const { server, open } = fixture();
  server.reply(`/api/archive/${day}`, {
    status: 409,
    body: { code: 'play_unfinished', message: 'Finissez d’abord la partie de ce jour.' },
  });
  const game = await open();
  assert.equal(game.error.value, 'Finissez d’abord la partie de ce jour.');
  assert.equal(game.play.value, null);
});

test('keeps the letters of a refused word, and shows a row that was played elsewhere', async () => {
  const { server, open } = fixture();
  server.reply(`/api/archive/${day}`, { body: archived([]) });
  const game = await open();
  server.reply('/api/attempts', { status: 400, body: { code: 'word_unknown', message: 'Inconnu.' } });
  game.board.type('bzzzzz');
  await game.board.submit();
  assert.equal(lettersOf(game, 1), 'BZZZZZ');
  assert.equal(game.board.message.value?.refused?.code, 'word_unknown');
  server.reply('/api/attempts', {
    status: 409,
    body: { code: 'row_conflict', message: 'Déjà jouée.', game: archived(['BALLON']) },
  });
  await game.board.submit();
  assert.equal(lettersOf(game, 1), 'BALLON');
  assert.equal(game.board.message.value?.text, 'Déjà jouée.');
});

test('applies hard mode in the archive', async () => {
  const { server, settings, open } = fixture();
  settings.set('hardMode', true);
  server.reply(`/api/archive/${day}`, { body: archived(['BALLON']) });
  const game = await open();
  game.board.type('banane');
  await game.board.submit();
  assert.deepEqual(attemptsOf(server), []);
  assert.match(game.board.message.value?.text ?? '', /Mode difficile/);
});

test('restores the draft after a reload, but not for another day or player', async () => {
  const { server, open } = fixture();
  server.reply(`/api/archive/${day}`, { body: archived([]) });
  (await open('p1')).board.type('bal');
  assert.equal(lettersOf(await open('p1'), 1), 'BAL...');
  const other = '2026-11-13';
  server.reply(`/api/archive/${other}`, { body: archived([], { day: other }) });
  assert.equal(lettersOf(await open('p1', other), 1), 'B.....');
  assert.equal(lettersOf(await open('p2'), 1), 'B.....');
});

test('sends a word again that was in flight when the page was closed', async () => {
  const storage = await leaveWhileSending();
  const { server, open } = fixture({ storage });
  server.reply(`/api/archive/${day}`, { body: archived([]) });
  server.reply('/api/attempts', { body: archived(['BALLON']) });
  assert.equal((await open()).play.value?.rows.length, 1);
  assert.equal(attemptsOf(server).length, 1);
});

test('neither shows a play nor sends the stored word after another visitor has taken over', async () => {
  const storage = await leaveWhileSending();
  const { server, page, open } = fixture({
    storage,
    waitForNetwork: async () => {
      page.owner = 'p1';
    },
  });
  server.reply(`/api/archive/${day}`, new TypeError('Failed to fetch'), { body: archived([]) });
  const game = await open();
  assert.equal(page.owner, 'p1');
  assert.equal(game.play.value, null);
  assert.deepEqual(server.requests, [`GET /api/archive/${day}`]);
});
