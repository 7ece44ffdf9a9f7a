import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AppState, createAppState } from '../app/app-state.ts';
import { fakeEnvironment } from '../app/fake-environment.ts';
import { attemptsOf, type FakeServer, fakeServer } from '../platform/fake-server.ts';
import { play, today } from './fake-plays.ts';
import { gameTexts } from './game-texts.ts';

interface Fixture {
  server: FakeServer;
  state: AppState;
  clock: { now: number };
  pauses: number[];
}

/** Opens the page as a player, with this response to `/api/today`. */
async function opened(day = today()): Promise<Fixture> {
  const server = fakeServer();
  server.reply('/api/me', { body: { guest: false, player: { id: 'p1', name: 'Zoé' }, operator: false } });
  server.reply('/api/today', { body: day });
  const clock = { now: 0 };
  const pauses: number[] = [];
  const waitForNetwork = async (milliseconds: number) => {
    pauses.push(milliseconds);
  };
  const state = createAppState(fakeEnvironment(server.fetch, { now: () => clock.now, waitForNetwork }));
  await state.start();
  return { server, state, clock, pauses };
}

const rowText = ({ game }: AppState, number: number) =>
  game.board.rows.value[number - 1]?.cells.map(({ letter }) => letter || '.').join('');

test('shows the first letter from the start', async () => {
  const { state } = await opened();
  assert.equal(rowText(state, 1), 'B.....');
  assert.equal(state.game.board.rows.value.length, 6);
});

test('sends a word with its day and row, and shows hints in the next row', async () => {
  const { server, state } = await opened();
  server.reply('/api/attempts', { body: play(['BALLON']) });
  state.game.board.type('ballon');
  await state.game.board.submit();
  assert.deepEqual(attemptsOf(server), ['POST /api/attempts {"day":"2026-11-21","row":1,"word":"BALLON"}']);
  assert.equal(rowText(state, 2), 'B.L...');
  assert.equal(
    state.game.board.announcement.value,
    'Ligne 1\u00a0: B bien placé, A absent, L bien placé, L absent, O absent, N absent.',
  );
});

test('does not send a row with blanks', async () => {
  const { server, state } = await opened();
  state.game.board.type('bal');
  await state.game.board.submit();
  assert.deepEqual(attemptsOf(server), []);
  assert.equal(state.game.board.message.value?.text, gameTexts.value.game.incomplete(6));
});

test('shows why a word is refused, keeps its letters and counts no attempt', async () => {
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

test("stops a guest's play that was merged into an account, and knows why", async () => {
  const { server, state } = await opened(today(play(['BALLON'])));
  const body = { code: 'guest_moved', message: 'Reprise.', game: play(['BALLON']) };
  server.reply('/api/attempts', { status: 409, body });
  state.game.board.type('bulbes');
  await state.game.board.submit();
  const { text, refused } = state.game.board.message.value ?? {};
  assert.deepEqual([text, refused?.code], ['Reprise.', 'guest_moved']);
  assert.equal(state.game.board.announcement.value, '', 'announces no row again');
  assert.equal(rowText(state, 2), 'BULBES');
});

test('repeats an attempt without a response, with growing pauses of at most 5 s', async () => {
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

test('ignores edits and submits while a word is being sent', async () => {
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

test('shows the current play after a conflict with another device', async () => {
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

test('never downgrades a key', async () => {
  const { state } = await opened(today(play(['BALLON', 'BELLES'])));
  assert.equal(state.game.board.letters.value.get('L'), 'correct');
  assert.equal(state.game.board.letters.value.get('A'), 'absent');
  assert.equal(state.game.board.letters.value.get('Z'), undefined);
});

test('ignores letters and sends nothing after the end of a play', async () => {
  const { server, state } = await opened(
    today(play(['BULBES'], { state: 'won', points: 60, answer: 'BULBES' })),
  );
  const { board } = state.game;
  const before = board.draft.value;
  board.type('ballon');
  assert.equal(board.draft.value, before);
  board.resetDraft({ cells: [...'BALLON'], cursor: 6 });
  await board.submit();
  assert.deepEqual(attemptsOf(server), []);
  assert.equal(rowText(state, 2), '......');
});

test("switches to yesterday's unfinished play, finishes it and keeps it on screen", async () => {
  const unfinished = play(['BALLON'], { day: '2026-11-20' });
  const { server, state } = await opened(today(play(), { unfinished }));
  assert.equal(state.game.otherPlay.value?.day, '2026-11-20');
  state.game.switchTo('2026-11-20');
  assert.equal(state.game.isLate.value, true);
  const done = play(['BALLON', 'BULBES'], { day: '2026-11-20', state: 'won', late: true, points: 30 });
  server.reply('/api/attempts', { body: done });
  state.game.board.type('bulbes');
  await state.game.board.submit();
  assert.match(attemptsOf(server)[0] ?? '', /"day":"2026-11-20","row":2/);
  // The server no longer returns it, but it stays on screen.
  server.reply('/api/today', { body: today() });
  await state.game.load();
  assert.equal(state.game.play.value?.state, 'won');
  state.game.switchTo('2026-11-21');
  assert.equal(state.game.isLate.value, false);
  assert.equal(state.game.otherPlay.value, null);
});

test('keeps the draft at a reload, unless the row was played elsewhere', async () => {
  const { server, state } = await opened();
  state.game.board.type('ba');
  await state.game.load();
  assert.equal(rowText(state, 1), 'BA....');
  server.reply('/api/today', { body: today(play(['BALLON'])) });
  await state.game.load();
  assert.equal(rowText(state, 2), 'B.L...');
  // An older response that arrives late removes no row.
  server.reply('/api/today', { body: today(play()) });
  await state.game.load();
  assert.equal(rowText(state, 1), 'BALLON');
});

test("counts down by the server's clock and loads the new word", async () => {
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
  assert.equal(state.game.board.message.value?.text, gameTexts.value.game.newWord);
});

test('does not request a late new word at every tick', async () => {
  const { server, state, clock } = await opened();
  server.reply('/api/today', { status: 500, body: { code: 'internal', message: 'Panne.' } });
  const before = server.requests.length;
  for (clock.now = 3_600_000; clock.now < 3_610_000; clock.now += 1000) {
    state.game.tick();
    await new Promise(setImmediate);
  }
  assert.equal(server.requests.length - before, 2);
});

test('keeps a play that has begun on screen after midnight', async () => {
  const { server, state } = await opened(today(play(['BALLON'])));
  state.game.board.type('bu');
  const tomorrow = play([], { day: '2026-11-22', firstLetter: 'C' });
  server.reply('/api/today', { body: today(tomorrow, { unfinished: play(['BALLON']) }) });
  await state.game.load();
  assert.equal(rowText(state, 2), 'BUL...');
  assert.equal(state.game.isLate.value, true);
  assert.equal(state.game.board.message.value?.text, gameTexts.value.game.keptPlay);
});

test('loads the new day when the day is closed', async () => {
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

test('tells other tabs about an added row only', async () => {
  const server = fakeServer();
  server.reply('/api/me', { body: { guest: false, player: { id: 'p1', name: 'Zoé' }, operator: false } });
  server.reply('/api/today', { body: today() });
  server.reply('/api/attempts', { status: 400, body: { code: 'word_unknown', message: 'Non.' } });
  let notified = 0;
  const state = createAppState(fakeEnvironment(server.fetch, { onPlayed: () => notified++ }));
  await state.start();
  state.game.board.type('ballon');
  await state.game.board.submit();
  assert.equal(notified, 0);
  server.reply('/api/attempts', { body: play(['BALLON']) });
  await state.game.board.submit();
  assert.equal(notified, 1);
});

test('a play whose player was disqualified takes no further letter, also where that is learnt by loading again', async () => {
  const { server, state } = await opened(today(play(['BALLON'])));
  server.reply('/api/today', { body: today(play(['BALLON'], { disqualified: true })) });
  await state.game.load();
  assert.equal(state.game.play.value?.disqualified, true);
  assert.equal(rowText(state, 2), '......');
  state.game.board.type('bateau');
  await state.game.board.submit();
  assert.deepEqual(attemptsOf(server), []);
});

test('an attempt that is refused because the player was disqualified elsewhere closes the play', async () => {
  const { server, state } = await opened(today(play(['BALLON'])));
  const game = play(['BALLON'], { disqualified: true });
  server.reply('/api/attempts', { status: 409, body: { code: 'disqualified', message: 'Non.', game } });
  state.game.board.type('bateau');
  await state.game.board.submit();
  assert.equal(state.game.play.value?.disqualified, true);
});
