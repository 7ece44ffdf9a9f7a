import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAppState, type Surroundings } from '../app/app-state.ts';
import { type FakeServer, fakeServer, play, surroundings } from '../app/fake-environment.ts';
import { GUEST } from '../app/session.ts';
import { createArchiveApi } from './archive-api.ts';
import { type ArchiveGame, createArchiveGame } from './archive-game.ts';

const day = '2026-11-12';
const archived = (words: string[], more = {}) => play(words, { day, archive: true, ...more });

function bench(more: Partial<Surroundings> = {}) {
  const server = fakeServer();
  const around = surroundings(server.fetch, more);
  const { ask, caller, device, settings } = createAppState(around);
  const open = async (owner = GUEST, of = day) => {
    const options = { ...device, ask, api: createArchiveApi(caller), day: of, owner };
    const game = createArchiveGame(options);
    await game.open();
    await new Promise(setImmediate);
    return game;
  };
  return { server, settings, storage: around.storage, open };
}

const attemptsOf = ({ requests }: FakeServer) => requests.filter((request) => request.startsWith('POST'));
const written = ({ board }: ArchiveGame, row: number) =>
  board.rows.value[row - 1]?.cells.map(({ letter }) => letter || '.').join('');

test('a word of a past day is sent as one of the archive, and answered on the board', async () => {
  const { server, open } = bench();
  server.reply(`/api/archive/${day}`, { body: archived([]) });
  const game = await open();
  server.reply('/api/attempts', { body: archived(['BALLON']) });
  game.board.type('ballon');
  await game.board.submit();
  assert.deepEqual(attemptsOf(server), [
    `POST /api/attempts {"day":"${day}","row":1,"word":"BALLON","archive":true}`,
  ]);
  assert.equal(written(game, 2), 'B.L...');
});

test('a day without a play says why', async () => {
  const { server, open } = bench();
  server.reply(`/api/archive/${day}`, {
    status: 409,
    body: { code: 'play_unfinished', message: 'Finissez d’abord la partie de ce jour.' },
  });
  const game = await open();
  assert.equal(game.error.value, 'Finissez d’abord la partie de ce jour.');
  assert.equal(game.play.value, null);
});

test('a refused word keeps its letters; a row that was played elsewhere is shown as it is', async () => {
  const { server, open } = bench();
  server.reply(`/api/archive/${day}`, { body: archived([]) });
  const game = await open();
  server.reply('/api/attempts', { status: 400, body: { code: 'word_unknown', message: 'Inconnu.' } });
  game.board.type('bzzzzz');
  await game.board.submit();
  assert.equal(written(game, 1), 'BZZZZZ');
  assert.equal(game.board.message.value?.refused?.code, 'word_unknown');
  server.reply('/api/attempts', {
    status: 409,
    body: { code: 'row_conflict', message: 'Déjà jouée.', game: archived(['BALLON']) },
  });
  await game.board.submit();
  assert.equal(written(game, 1), 'BALLON');
  assert.equal(game.board.message.value?.text, 'Déjà jouée.');
});

test('hard mode holds in the archive', async () => {
  const { server, settings, open } = bench();
  settings.set('hardMode', true);
  server.reply(`/api/archive/${day}`, { body: archived(['BALLON']) });
  const game = await open();
  game.board.type('banane');
  await game.board.submit();
  assert.deepEqual(attemptsOf(server), []);
  assert.match(game.board.message.value?.text ?? '', /Mode difficile/);
});

test('what was typed into a day is there again after a reload, and not in another day or for another player', async () => {
  const { server, open } = bench();
  server.reply(`/api/archive/${day}`, { body: archived([]) });
  (await open('p1')).board.type('bal');
  assert.equal(written(await open('p1'), 1), 'BAL...');
  const other = '2026-11-13';
  server.reply(`/api/archive/${other}`, { body: archived([], { day: other }) });
  assert.equal(written(await open('p1', other), 1), 'B.....');
  assert.equal(written(await open('p2'), 1), 'B.....');
});

test('a word that was under way when the page was left is sent by the next visit', async () => {
  const away = bench({ waitForNetwork: () => new Promise(() => {}) });
  away.server.reply(`/api/archive/${day}`, { body: archived([]) });
  away.server.reply('/api/attempts', new TypeError('Failed to fetch'));
  const left = await away.open();
  left.board.type('ballon');
  void left.board.submit();
  await new Promise(setImmediate);

  const { server, open } = bench({ storage: away.storage });
  server.reply(`/api/archive/${day}`, { body: archived([]) });
  server.reply('/api/attempts', { body: archived(['BALLON']) });
  assert.equal((await open()).play.value?.rows.length, 1);
  assert.equal(attemptsOf(server).length, 1);
});
