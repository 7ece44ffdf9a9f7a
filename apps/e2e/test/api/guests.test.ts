import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cookieName,
  type Leaderboard,
  type PlayHistory,
  type Statistics,
  type Visitor,
} from '@motus/contracts';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const guestCookie = () => cookieName('motus_guest', motus.system.urls.public);
let count = 0;

/** Opens the game without cookies, which makes a guest. */
async function newGuest(): Promise<HttpPlayer> {
  const guest = new HttpPlayer(motus.system.urls.public, `Visiteur ${++count}`);
  const { status, json } = await guest.get<Visitor>('/api/me');
  assert.deepEqual([status, json], [200, { guest: true, operator: false }]);
  return guest;
}

/** A browser with the guest's cookie of one player and the session of another. */
function browserWith(guest: HttpPlayer, account?: HttpPlayer): HttpPlayer {
  const origin = motus.system.urls.public;
  const browser = new HttpPlayer(origin, account?.name ?? guest.name);
  const cookies = [
    ...guest.jar.getCookiesSync(origin).filter(({ key }) => key === guestCookie()),
    ...(account?.jar
      .getCookiesSync(origin)
      .filter(({ key }) => key === cookieName('motus_session', origin)) ?? []),
  ];
  for (const cookie of cookies) browser.jar.setCookieSync(cookie.toString(), origin);
  return browser;
}

async function hasGuestCookie(player: HttpPlayer): Promise<boolean> {
  return (await player.jar.getCookies(motus.system.urls.public)).some(({ key }) => key === guestCookie());
}

/** Plays `wrong` wrong words of the day, less those already played; then the answer if `win`. */
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

test('a guest can play through either instance of motus, and the play is kept', async () => {
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

test('a guest can read the leaderboards but is on none of them', async () => {
  const [guest, account] = [await newGuest(), await newPlayer(motus)];
  for (const player of [guest, account]) await playToday(player, 0, true);
  for (const period of ['day', 'week', 'month', 'all']) {
    const { status, json } = await guest.get<Leaderboard>(`/api/leaderboards/${period}`);
    assert.deepEqual([status, json.players, json.around], [200, 1, []], period);
    assert.equal(json.top[0]?.player.name, account.name, period);
  }
});

test('a guest gets 401 login_required for what needs an account', async () => {
  const guest = await newGuest();
  const refusals = [
    await guest.get<{ code: string }>('/api/leagues'),
    await guest.get<{ code: string }>('/api/operator/actions'),
    await guest.send('POST', '/api/reports', { word: 'ballon', kind: 'should_not_be_valid' }),
  ];
  for (const { status, json } of refusals) assert.deepEqual([status, json.code], [401, 'login_required']);
});

test('a tampered guest cookie is rejected and replaced', async () => {
  const guest = await newGuest();
  const day = await playToday(guest, 1);
  const cookies = await guest.jar.getCookies(motus.system.urls.public);
  const cookie = cookies.find(({ key }) => key === guestCookie());
  assert.ok(cookie?.httpOnly && cookie.sameSite === 'lax');
  const [id = '', signature = ''] = cookie.value.split('.');
  const tampered = [id, `${id}.`, `${id}.${signature.slice(1)}A`, `guest-${'A'.repeat(22)}.${signature}`];
  for (const value of [...tampered, '', '.', '%00', 'é', 'x'.repeat(3000)]) {
    const headers = {
      cookie: `${guestCookie()}=${encodeURIComponent(value)}`,
      'content-type': 'application/json',
    };
    const attempt = await fetch(`${motus.system.urls.public}/api/attempts`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ day, row: 2, word: 'BALLON' }),
    });
    assert.equal(attempt.status, 401, value);
    const me = await fetch(`${motus.system.urls.public}/api/me`, { headers });
    assert.match(me.headers.getSetCookie().join(), new RegExp(`${guestCookie()}=guest-`), value);
  }
  assert.equal((await guest.today()).game.rows.length, 1);
  // The original cookie, sent in the same way, is accepted.
  const { status } = await fetch(`${motus.system.urls.public}/api/attempts`, {
    method: 'POST',
    headers: {
      cookie: `${guestCookie()}=${encodeURIComponent(cookie.value)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ day, row: 1, word: wrongWords(await motus.answer(day), 1)[0] }),
  });
  assert.equal(status, 200);
});

test('registering merges a finished play with its points and ranks, and removes the guest cookie', async () => {
  const guest = await newGuest();
  const day = await playToday(guest, 2, true);
  await guest.register();
  assert.equal(await hasGuestCookie(guest), false);
  const { game } = await guest.today();
  assert.deepEqual([game.day, game.state, game.rows.length], [day, 'won', 3]);
  const { json: statistics } = await guest.get<Statistics>('/api/statistics');
  assert.deepEqual([statistics.played, statistics.points], [1, 70]);
  for (const period of ['day', 'week', 'month', 'all']) {
    const { json } = await guest.get<Leaderboard>(`/api/leaderboards/${period}`);
    const own = json.around.find(({ player }) => player.name === guest.name);
    assert.equal(own?.points, 70, period);
    assert.ok(!JSON.stringify(json).includes('guest-'), period);
  }
});

test('logging in during a play merges it, also when an attempt is the first request', async () => {
  const [guest, account] = [await newGuest(), await newPlayer(motus)];
  const day = await playToday(guest, 2);
  const browser = browserWith(guest, account);
  const { status, json } = await browser.attempt({ day, row: 3, word: await motus.answer(day) });
  assert.deepEqual([status, json.state, json.rows.length], [200, 'won', 3]);
  assert.equal(await hasGuestCookie(browser), false);
  assert.equal((await account.today()).game.rows.length, 3);
});

test('a copy of a merged guest cookie can read the former play, but cannot play or be merged into another account', async () => {
  const guest = await newGuest();
  const day = await playToday(guest, 1);
  const copy = browserWith(guest);
  const otherAccount = browserWith(guest, await newPlayer(motus));
  await guest.register();
  await playToday(guest, 3);

  const [, word = ''] = wrongWords(await motus.answer(day), 2);
  const refused = await copy.attempt({ day, row: 2, word });
  assert.deepEqual([refused.status, refused.json.code], [409, 'guest_moved']);
  assert.equal(refused.json.game?.rows.length, 1);
  assert.equal((await copy.today()).game.rows.length, 1);
  assert.deepEqual((await copy.get<Visitor>('/api/me')).json, { guest: true, operator: false });

  assert.deepEqual((await otherAccount.today()).game.rows, []);
  assert.equal(await hasGuestCookie(otherAccount), false);
  assert.equal((await guest.today()).game.rows.length, 3);
});

test('a merge can be repeated, run at both instances of motus at once, and succeed while an instance is down', async () => {
  const [guest, account] = [await newGuest(), await newPlayer(motus)];
  await playToday(guest, 2, true);
  const cookie = browserWith(guest, account).jar.getCookieStringSync(motus.system.urls.public);
  const { ports } = motus.system;
  const ask = async (port: number) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/statistics`, { headers: { cookie } });
    assert.match(response.headers.getSetCookie().join(), new RegExp(`${guestCookie()}=;`));
    return ((await response.json()) as Statistics).points;
  };
  const points = await Promise.all([ports.motus1, ports.motus2, ports.motus1, ports.motus2].map(ask));
  assert.deepEqual(points, [70, 70, 70, 70]);

  for (const instance of ['score1', 'motus1'] as const) {
    const [next, other] = [await newGuest(), await newPlayer(motus)];
    await playToday(next, 1, true);
    motus.system.kill(instance);
    assert.equal((await browserWith(next, other).today()).game.state, 'won', instance);
    await motus.system.start(instance);
  }
});

test('after logging out the browser gets a new guest without plays', async () => {
  const guest = await newGuest();
  await playToday(guest, 1);
  await guest.register();
  await guest.request('/logout', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(await hasGuestCookie(guest), false);
  assert.deepEqual((await guest.today()).game.rows, []);
  assert.equal(await hasGuestCookie(guest), true);
});
