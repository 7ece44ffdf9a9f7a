import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Leaderboard, PlayHistory, Statistics, Visitor } from '@motus/contracts';
import { HttpPlayer } from './support/http-player.ts';
import { sharedSystem } from './support/shared-system.ts';
import { wrongWords } from './support/words.ts';

const motus = sharedSystem();
let made = 0;

/** Somebody who opens the page for the first time. */
async function newGuest(): Promise<HttpPlayer> {
  const guest = new HttpPlayer(motus.system.urls.public, `Visiteur ${++made}`);
  const { status, json } = await guest.get<Visitor>('/api/me');
  assert.deepEqual([status, json], [200, { guest: true, operator: false }]);
  return guest;
}

/** Plays words of today, and the answer after them where it is wanted. */
async function playToday(player: HttpPlayer, wrong: number, win = false): Promise<string> {
  const { day, rows } = (await player.today()).game;
  const answer = await motus.answer(day);
  const words = [...wrongWords(answer, wrong), ...(win ? [answer] : [])].slice(rows.length);
  for (const [i, word] of words.entries()) {
    const { status, text } = await player.attempt({ day, row: rows.length + i + 1, word });
    assert.equal(status, 200, text);
  }
  return day;
}

test('who opens the page plays at once, by either twin, and finds the play again', async () => {
  const guest = await newGuest();
  const day = await playToday(guest, 1);
  await motus.system.stop('motus1');
  await playToday(guest, 2);
  await motus.system.start('motus1');
  await motus.system.stop('motus2');
  assert.equal((await guest.today()).game.rows.length, 2);
  await motus.system.start('motus2');
  await playToday(guest, 2, true);
  const { json: statistics } = await guest.get<Statistics>('/api/statistics');
  assert.deepEqual([statistics.played, statistics.won, statistics.currentStreak], [1, 1, 1]);
  const { json: history } = await guest.get<PlayHistory>('/api/plays');
  assert.deepEqual(
    history.plays.map((play) => [play.day, play.attempts]),
    [[day, 3]],
  );
});

test('a guest reads the leaderboards and is on none', async () => {
  const guest = await newGuest();
  await playToday(guest, 0, true);
  for (const period of ['day', 'week', 'month', 'all']) {
    const { status, json } = await guest.get<Leaderboard>(`/api/leaderboards/${period}`);
    assert.deepEqual([status, json.players, json.around], [200, 0, []], period);
  }
});

test('a guest does nothing that needs an account', async () => {
  const guest = await newGuest();
  const refusals = [
    await guest.get<{ code: string }>('/api/leagues'),
    await guest.get<{ code: string }>('/api/operator/actions'),
    await guest.send('POST', '/api/reports', { word: 'ballon', kind: 'should_not_be_valid' }),
  ];
  for (const { status, json } of refusals) assert.deepEqual([status, json.code], [401, 'login_required']);
});

test('a guest cookie that was tampered with is no guest', async () => {
  const guest = await newGuest();
  const day = await playToday(guest, 1);
  const cookies = await guest.jar.getCookies(motus.system.urls.public);
  const cookie = cookies.find(({ key }) => key === 'motus_guest');
  assert.ok(cookie?.httpOnly && cookie.sameSite === 'lax');
  const [id = '', signature = ''] = cookie.value.split('.');
  const tampered = [id, `${id}.`, `${id}.${signature.slice(1)}A`, `guest-${'A'.repeat(22)}.${signature}`];
  for (const value of [...tampered, '', '.', '%00', 'é', 'x'.repeat(3000)]) {
    const headers = {
      cookie: `motus_guest=${encodeURIComponent(value)}`,
      'content-type': 'application/json',
    };
    const attempt = await fetch(`${motus.system.urls.public}/api/attempts`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ day, row: 2, word: 'BALLON' }),
    });
    assert.equal(attempt.status, 401, value);
    const me = await fetch(`${motus.system.urls.public}/api/me`, { headers });
    assert.match(me.headers.getSetCookie().join(), /motus_guest=guest-/, value);
  }
  assert.equal((await guest.today()).game.rows.length, 1);
});
