import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ArchiveMonth, GameView, Leaderboard, PlayHistory, Statistics } from '@motus/contracts';
import { until } from '@motus/testing';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();

const month = (player: HttpPlayer, name: string) =>
  player.get<ArchiveMonth & { code?: string }>(`/api/archive?month=${name}`);
const day = (player: HttpPlayer, name: string) =>
  player.get<GameView & { code?: string }>(`/api/archive/${name}`);

/** Sets the clock and waits until the game has the day. */
async function setToday(player: HttpPlayer, instant: string, today: string): Promise<void> {
  await motus.setClock(instant);
  await until(async () => (await player.today()).game.day === today);
}

test('a past day that nobody played has an answer, which is shown only after the play has ended', async () => {
  const player = await newPlayer(motus);
  await setToday(player, '2026-12-02T12:00:00Z', '2026-12-02');
  const past = '2026-03-14';
  const answer = await motus.answer(past);
  const { json: empty } = await day(player, past);
  assert.deepEqual(empty, {
    day: past,
    state: 'playing',
    rows: [],
    late: false,
    points: 0,
    archive: true,
    length: answer.length,
    firstLetter: answer[0],
  });
  const words = [...wrongWords(answer, 2), answer];
  for (const [i, word] of words.entries()) {
    for (const repeated of [false, true]) {
      const { status, json } = await player.attempt({ day: past, row: i + 1, word, archive: true });
      assert.deepEqual([status, json.archive, json.rows.length], [200, true, i + 1], `${word} ${repeated}`);
      assert.equal(json.answer, i === 2 ? answer : undefined);
    }
  }
  const conflict = await player.attempt({ day: past, row: 1, word: answer, archive: true });
  assert.deepEqual([conflict.status, conflict.json.code], [409, 'play_finished']);
  assert.deepEqual((await day(player, past)).json.rows.length, 3);
  assert.deepEqual((await month(player, '2026-03')).json, {
    month: '2026-03',
    first: '2026-01-01',
    last: '2026-12-01',
    plays: [{ day: past, state: 'won', attempts: 3, archive: true }],
  });
});

test('archive plays count in no statistics, history or leaderboard', async () => {
  const player = await newPlayer(motus);
  for (const past of ['2026-11-19', '2026-11-20']) {
    const { status } = await player.attempt({
      day: past,
      row: 1,
      word: await motus.answer(past),
      archive: true,
    });
    assert.equal(status, 200);
  }
  const { json: statistics } = await player.get<Statistics>('/api/statistics');
  assert.deepEqual([statistics.played, statistics.currentStreak, statistics.points], [0, 0, 0]);
  assert.deepEqual((await player.get<PlayHistory>('/api/plays')).json.plays, []);
  for (const period of ['day', 'week', 'month', 'all']) {
    assert.deepEqual((await player.get<Leaderboard>(`/api/leaderboards/${period}`)).json.around, [], period);
  }
  // Archive plays do not change the play of the current day either.
  assert.deepEqual((await player.today()).game.rows, []);
});

test('an unfinished play of yesterday blocks its archive play, and is shown in the archive once finished', async () => {
  const [player, other] = [await newPlayer(motus), await newPlayer(motus)];
  const [monday, tuesday] = ['2026-12-07', '2026-12-08'];
  await setToday(player, '2026-12-07T12:00:00Z', monday);
  const answer = await motus.answer(monday);
  const [first = '', second = ''] = wrongWords(answer, 2);
  for (const each of [player, other]) await each.attempt({ day: monday, row: 1, word: first });
  assert.equal((await day(player, monday)).status, 404, 'the current day');

  await setToday(player, '2026-12-08T12:00:00Z', tuesday);
  const early = await day(player, monday);
  assert.deepEqual([early.status, early.json.code], [409, 'play_unfinished']);
  assert.doesNotMatch(early.text, new RegExp(answer));
  const refused = await player.attempt({ day: monday, row: 1, word: second, archive: true });
  assert.deepEqual([refused.status, refused.json.code], [409, 'play_unfinished']);
  assert.deepEqual([refused.json.game?.rows.length, refused.json.game?.answer], [1, undefined]);
  const unfinished = { day: monday, state: 'playing', attempts: 1, archive: false };
  assert.deepEqual((await month(player, '2026-12')).json.plays, [unfinished]);

  const late = await player.attempt({ day: monday, row: 2, word: answer });
  assert.deepEqual([late.status, late.json.late, late.json.archive], [200, true, undefined]);
  const { json: shown } = await day(player, monday);
  assert.deepEqual([shown.state, shown.answer, shown.archive], ['won', answer, undefined]);
  const after = await player.attempt({ day: monday, row: 1, word: second, archive: true });
  assert.deepEqual(
    [after.status, after.json.code, after.json.game?.archive],
    [409, 'play_finished', undefined],
  );

  // A player who did not finish it in time can play it in the archive from the first row.
  await setToday(other, '2026-12-09T12:00:00Z', '2026-12-09');
  assert.deepEqual((await day(other, monday)).json.rows, []);
  assert.equal((await other.attempt({ day: monday, row: 1, word: second, archive: true })).status, 200);
});

test('the archive ends with the day before the current one, in the time zone of the game', async () => {
  const player = await newPlayer(motus);
  // A minute before midnight in Paris; in UTC it is December for another hour.
  await setToday(player, '2026-12-31T22:59:00Z', '2026-12-31');
  assert.equal((await month(player, '2026-12')).json.last, '2026-12-30');
  assert.deepEqual((await month(player, '2027-01')).json.code, 'archive_month_unknown');
  assert.equal((await day(player, '2026-12-31')).status, 404);
  const closed = await player.attempt({
    day: '2026-12-31',
    row: 1,
    word: await motus.answer('2026-12-31'),
    archive: true,
  });
  assert.deepEqual([closed.status, closed.json.code], [409, 'day_closed']);

  await setToday(player, '2026-12-31T23:00:05Z', '2027-01-01');
  assert.equal((await month(player, '2026-12')).json.last, '2026-12-31');
  assert.equal((await day(player, '2026-12-31')).status, 200);
  const january = await month(player, '2027-01');
  assert.deepEqual([january.status, january.json.code], [404, 'archive_month_unknown']);
  await setToday(player, '2027-01-02T12:00:00Z', '2027-01-02');
  assert.equal((await month(player, '2027-01')).status, 200);
});

test('invalid days and months, and those outside of the archive, get an error code each', async () => {
  const player = await newPlayer(motus);
  const word = await motus.answer('2026-11-20');
  const reads = [
    ['/api/archive', 400, 'bad_request'],
    ['/api/archive?month=', 400, 'bad_request'],
    ['/api/archive?month=2026-13', 400, 'bad_request'],
    ['/api/archive?month=2026-1', 400, 'bad_request'],
    ['/api/archive?month=2026-11&month=2026-12', 400, 'bad_request'],
    ['/api/archive?month[]=2026-11', 400, 'bad_request'],
    ['/api/archive?month=2025-12', 404, 'archive_month_unknown'],
    ['/api/archive?month=9999-12', 404, 'archive_month_unknown'],
    ['/api/archive/x', 400, 'bad_request'],
    ['/api/archive/2026-02-31', 404, 'archive_day_unknown'],
    ['/api/archive/2025-12-31', 404, 'archive_day_unknown'],
    ['/api/archive/2026-01-01', 200, undefined],
    ['/api/archive/2099-01-01', 404, 'archive_day_unknown'],
  ] as const;
  for (const [path, status, code] of reads) {
    const answer = await player.get<{ code?: string }>(path);
    assert.deepEqual([answer.status, answer.json.code], [status, code], path);
  }
  for (const past of ['2026-02-31', '2025-12-31', '2099-01-01']) {
    const { status, json } = await player.attempt({ day: past, row: 1, word, archive: true });
    assert.deepEqual([status, json.code], [409, 'day_closed'], past);
  }
  for (const archive of [false, 'yes', 1, null]) {
    const body = { day: '2026-11-20', row: 1, word, archive };
    assert.equal((await player.send('POST', '/api/attempts', body)).status, 400, String(archive));
  }
});

test('archive plays of a guest are merged at registration; a request without a guest cookie gets 401', async () => {
  const origin = motus.system.urls.public;
  const unknown = new HttpPlayer(origin, 'Personne');
  for (const answer of [await month(unknown, '2026-11'), await day(unknown, '2026-11-20')]) {
    assert.deepEqual([answer.status, answer.json.code], [401, 'not_logged_in']);
  }
  const guest = new HttpPlayer(origin, 'Archiviste');
  await guest.today();
  const past = '2026-05-01';
  const word = await motus.answer(past);
  assert.equal((await guest.attempt({ day: past, row: 1, word, archive: true })).json.state, 'won');
  const plays = [{ day: past, state: 'won', attempts: 1, archive: true }];
  assert.deepEqual((await month(guest, '2026-05')).json.plays, plays);
  await guest.register();
  assert.deepEqual((await month(guest, '2026-05')).json.plays, plays);
  assert.equal((await guest.get<Statistics>('/api/statistics')).json.played, 0);
});
