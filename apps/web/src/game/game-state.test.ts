import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AppState, createAppState } from '../app/app-state.ts';
import { type FakeServer, fakeServer, play, surroundings, today } from '../app/fake-environment.ts';
import { texts } from '../ui/texts/texts.ts';

interface Bench {
  server: FakeServer;
  state: AppState;
  clock: { now: number };
  pauses: number[];
}

/** A page that has just been opened by a player whose day the server tells like this. */
async function opened(day = today()): Promise<Bench> {
  const server = fakeServer();
  server.reply('/api/me', { body: { guest: false, player: { id: 'p1', name: 'Zoé' }, operator: false } });
  server.reply('/api/today', { body: day });
  const clock = { now: 0 };
  const pauses: number[] = [];
  const waitForNetwork = async (milliseconds: number) => {
    pauses.push(milliseconds);
  };
  const state = createAppState(surroundings(server.fetch, { now: () => clock.now, waitForNetwork }));
  await state.start();
  return { server, state, clock, pauses };
}

const attemptsOf = ({ requests }: FakeServer) => requests.filter((request) => request.startsWith('POST'));

const rowText = ({ game }: AppState, number: number) =>
  game.board.rows.value[number - 1]?.cells.map(({ letter }) => letter || '.').join('');

test('the first letter is shown from the start', async () => {
  const { state } = await opened();
  assert.equal(rowText(state, 1), 'B.....');
  assert.equal(state.game.board.rows.value.length, 6);
});

test('a word is sent with its day and row, and what was found is offered in the next row', async () => {
  const { server, state } = await opened();
  server.reply('/api/attempts', { body: play(['BALLON']) });
  state.game.board.type('ballon');
  await state.game.board.submit();
  assert.deepEqual(attemptsOf(server), ['POST /api/attempts {"day":"2026-11-21","row":1,"word":"BALLON"}']);
  assert.equal(rowText(state, 2), 'B.L...');
  assert.equal(
    state.game.board.announcement.value,
    'Ligne 1 : B bien placé, A absent, L bien placé, L absent, O absent, N absent.',
  );
});

test('a row with blanks is not sent', async () => {
  const { server, state } = await opened();
  state.game.board.type('bal');
  await state.game.board.submit();
  assert.deepEqual(attemptsOf(server), []);
  assert.equal(state.game.board.message.value?.text, texts.value.game.incomplete(6));
});

test('a refused word shows what the server says, keeps its letters and costs no attempt', async () => {
  const { server, state } = await opened();
  server.reply('/api/attempts', {
    status: 400,
    body: { code: 'word_unknown', message: 'Ce mot n’est pas dans la liste.', requestId: 'r' },
  });
  state.game.board.type('bzzzzz');
  await state.game.board.submit();
  assert.equal(state.game.board.message.value?.text, 'Ce mot n’est pas dans la liste.');
  assert.equal(rowText(state, 1), 'BZZZZZ');
  assert.deepEqual(state.game.board.message.value?.refused, { word: 'BZZZZZ', code: 'word_unknown' });
  state.game.board.erase();
  assert.equal(state.game.board.message.value, null);
  assert.equal(rowText(state, 1), 'BZZZZ.');
});

test('a play that an account took over is not gone on with, and the page knows why', async () => {
  const { server, state } = await opened(today(play(['BALLON'])));
  const body = { code: 'guest_moved', message: 'Reprise.', game: play(['BALLON']) };
  server.reply('/api/attempts', { status: 409, body });
  state.game.board.type('bulbes');
  await state.game.board.submit();
  const { text, refused } = state.game.board.message.value ?? {};
  assert.deepEqual([text, refused?.code], ['Reprise.', 'guest_moved']);
  assert.equal(state.game.board.announcement.value, '', 'no row is told again');
  assert.equal(rowText(state, 2), 'BULBES');
});

test('without an answer the same attempt is sent again, with growing pauses of at most 5 s', async () => {
  const { server, state, pauses } = await opened();
  const away = new TypeError('Failed to fetch');
  const restarting = { status: 503, body: '<html>503</html>' };
  server.reply('/api/attempts', away, restarting, away, away, restarting, away, { body: play(['BALLON']) });
  state.game.board.type('allon');
  const lost: boolean[] = [];
  state.connectionLost.subscribe((value) => lost.push(value));
  await state.game.board.submit();
  assert.equal(new Set(attemptsOf(server)).size, 1);
  assert.equal(attemptsOf(server).length, 7);
  assert.deepEqual(pauses, [500, 1000, 2000, 4000, 5000, 5000]);
  assert.deepEqual(lost, [false, true, false]);
  assert.equal(rowText(state, 1), 'BALLON');
});

test('while a word is under way, it can be neither changed nor sent twice', async () => {
  const { server, state } = await opened();
  server.reply('/api/attempts', { body: play(['BALLON']) });
  state.game.board.type('allon');
  const sent = state.game.board.submit();
  state.game.board.erase();
  await state.game.board.submit();
  assert.equal(rowText(state, 1), 'BALLON');
  await sent;
  assert.equal(attemptsOf(server).length, 1);
});

test('after a conflict with another device the true state is shown', async () => {
  const { server, state } = await opened();
  const body = {
    code: 'row_conflict',
    message: 'Cette ligne a déjà été jouée.',
    requestId: 'r',
    game: play(['BALLON']),
  };
  server.reply('/api/attempts', { status: 409, body });
  state.game.board.type('banane');
  await state.game.board.submit();
  assert.equal(rowText(state, 1), 'BALLON');
  assert.equal(rowText(state, 2), 'B.L...');
  assert.equal(state.game.board.message.value?.text, 'Cette ligne a déjà été jouée.');
});

test('a key is never downgraded', async () => {
  const { state } = await opened(today(play(['BALLON', 'BELLES'])));
  assert.equal(state.game.board.letters.value.get('L'), 'correct');
  assert.equal(state.game.board.letters.value.get('A'), 'absent');
  assert.equal(state.game.board.letters.value.get('Z'), undefined);
});

test('nothing can be typed into a play that has ended', async () => {
  const { state } = await opened(today(play(['BULBES'], { state: 'won', points: 60, answer: 'BULBES' })));
  state.game.board.type('ballon');
  await state.game.board.submit();
  assert.equal(rowText(state, 2), '......');
});

test("yesterday's unfinished play can be switched to, finished and looked at", async () => {
  const unfinished = play(['BALLON'], { day: '2026-11-20' });
  const { server, state } = await opened(today(play(), { unfinished }));
  assert.equal(state.game.other.value?.day, '2026-11-20');
  state.game.switchTo('2026-11-20');
  assert.equal(state.game.isLate.value, true);
  const done = play(['BALLON', 'BULBES'], { day: '2026-11-20', state: 'won', late: true, points: 30 });
  server.reply('/api/attempts', { body: done });
  state.game.board.type('bulbes');
  await state.game.board.submit();
  assert.match(attemptsOf(server)[0] ?? '', /"day":"2026-11-20","row":2/);
  // The server no longer lists it; it stays on screen all the same.
  server.reply('/api/today', { body: today() });
  await state.game.load();
  assert.equal(state.game.game.value?.state, 'won');
  state.game.switchTo('2026-11-21');
  assert.equal(state.game.isLate.value, false);
  assert.equal(state.game.other.value, null);
});

test('reading the state again keeps what is typed, unless the row was played elsewhere', async () => {
  const { server, state } = await opened();
  state.game.board.type('ba');
  await state.game.load();
  assert.equal(rowText(state, 1), 'BA....');
  server.reply('/api/today', { body: today(play(['BALLON'])) });
  await state.game.load();
  assert.equal(rowText(state, 2), 'B.L...');
  // An answer that was overtaken by a newer one takes nothing back.
  server.reply('/api/today', { body: today(play()) });
  await state.game.load();
  assert.equal(rowText(state, 1), 'BALLON');
});

test("the countdown follows the server's clock and fetches the new word", async () => {
  const { server, state, clock } = await opened();
  assert.equal(state.game.remaining.value, 3_600_000);
  clock.now = 1000;
  state.game.tick();
  assert.equal(state.game.remaining.value, 3_599_000);
  const tomorrow = play([], { day: '2026-11-22', firstLetter: 'C' });
  server.reply('/api/today', { body: today(tomorrow, { now: 13_600_000, nextWordAt: 100_000_000 }) });
  clock.now = 3_600_000;
  state.game.tick();
  await new Promise(setImmediate);
  assert.equal(rowText(state, 1), 'C.....');
  assert.equal(state.game.board.message.value?.text, texts.value.game.newWord);
});

test('a new word that does not come is not asked for at every tick', async () => {
  const { server, state, clock } = await opened();
  server.reply('/api/today', { status: 500, body: { code: 'internal', message: 'Panne.' } });
  const before = server.requests.length;
  for (clock.now = 3_600_000; clock.now < 3_610_000; clock.now += 1000) {
    state.game.tick();
    await new Promise(setImmediate);
  }
  assert.equal(server.requests.length - before, 2);
});

test('a play that has begun stays on screen over midnight', async () => {
  const { server, state } = await opened(today(play(['BALLON'])));
  state.game.board.type('bu');
  const tomorrow = play([], { day: '2026-11-22', firstLetter: 'C' });
  server.reply('/api/today', { body: today(tomorrow, { unfinished: play(['BALLON']) }) });
  await state.game.load();
  assert.equal(rowText(state, 2), 'BUL...');
  assert.equal(state.game.isLate.value, true);
  assert.equal(state.game.board.message.value?.text, texts.value.game.keptPlay);
});

test('a day that is closed leads to the new one', async () => {
  const { server, state } = await opened();
  const tomorrow = play([], { day: '2026-11-22', firstLetter: 'C' });
  server.reply('/api/today', { body: today(tomorrow) });
  server.reply('/api/attempts', {
    status: 409,
    body: { code: 'day_closed', message: 'Fini.', requestId: 'r' },
  });
  state.game.board.type('ballon');
  await state.game.board.submit();
  assert.equal(rowText(state, 1), 'C.....');
});

test('other tabs are told of a row that was played, and of nothing else', async () => {
  const server = fakeServer();
  server.reply('/api/me', { body: { guest: false, player: { id: 'p1', name: 'Zoé' }, operator: false } });
  server.reply('/api/today', { body: today() });
  server.reply('/api/attempts', { status: 400, body: { code: 'word_unknown', message: 'Non.' } });
  let told = 0;
  const state = createAppState(surroundings(server.fetch, { onPlayed: () => told++ }));
  await state.start();
  state.game.board.type('ballon');
  await state.game.board.submit();
  assert.equal(told, 0);
  server.reply('/api/attempts', { body: play(['BALLON']) });
  await state.game.board.submit();
  assert.equal(told, 1);
});
