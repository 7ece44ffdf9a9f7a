import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cookieName } from '@motus/contracts';
import { SERVICE_NAMES, storeNodes } from '@motus/local-system';
import { until } from '@motus/testing';
import type { HttpPlayer } from '@motus/testing/player';
import { type LoggingSystem, startLoggingSystem } from '../../src/support/logging-system.ts';
import { SecretRecorder } from '../../src/support/secret-recorder.ts';
import type { TestSystem } from '../../src/support/test-system.ts';

/** Stands for a token, a code or a password that is invalid, and is as secret as a valid one. */
const INVALID_SECRET = 'jeton-ou-code-faux-0123456789';

const SCORE_STORE = storeNodes('score-store');

let logging: LoggingSystem;
let motus: TestSystem;
let secrets: SecretRecorder;

before(async () => {
  logging = await startLoggingSystem();
  motus = logging.motus;
  secrets = new SecretRecorder(motus);
  secrets.add(INVALID_SECRET);
});
after(() => logging?.stop());

test('a service logs an outage in one short line at most, and nothing when it recurs', async () => {
  const { system, logs } = motus;
  const player = secrets.newPlayer('Zoé');
  await player.register();
  assert.equal((await player.get('/api/statistics')).status, 200);
  for (const name of SCORE_STORE) system.kill(name);
  const from = logs.length;
  await Promise.all(Array.from({ length: 20 }, () => player.get('/api/statistics').catch(ignore)));
  const ofServices = logs
    .slice(from)
    .filter((line) => SERVICE_NAMES.some((name) => line.startsWith(`${name} {`)));
  const warnings = ofServices.filter((line) => /"level":[456]0/.test(line));
  assert.ok(warnings.some((line) => line.includes('"msg":"request refused"')));
  for (const name of SERVICE_NAMES) {
    const own = warnings.filter((line) => line.startsWith(name) && line.includes('"msg":"request refused"'));
    assert.ok(own.length <= 1, own.join('\n'));
  }
  for (const line of warnings) {
    assert.ok(line.length < 700, line);
    assert.doesNotMatch(line, /"stack"/);
  }
  await logging.startAgain(SCORE_STORE);
});

test('no failing path writes a secret to stdout, stderr or Loki', { timeout: 280_000 }, async () => {
  const player = secrets.newPlayer('Ada');
  const guest = secrets.newPlayer('personne');
  await player.register();
  const { day } = (await guest.today()).game;

  await sendBadCallbacks();
  await sendBadRequests();
  await sendRefusedTokens();
  for (const down of [
    SCORE_STORE,
    ['score1', 'score2'],
    ['auth-store1', 'auth-store2'],
    ['auth1', 'auth2'],
  ]) {
    const back = secrets.newPlayer('Ada');
    const callback = await callbackOf(back);
    const typing = secrets.newPlayer('Ada');
    const form = await typing.get('/login');
    // A token that has expired is to be renewed.
    if (down[0]?.startsWith('auth')) await motus.setClock(new Date(Date.now() + 2 * 3600_000).toISOString());
    for (const name of down) motus.system.kill(name);
    await Promise.all([
      guest.attempt({ day, row: 1, word: 'MAISON' }).catch(ignore),
      player.get('/api/statistics').catch(ignore),
      back.get(callback).catch(ignore),
      secrets.newPlayer('Ada').get('/login').catch(ignore),
      typing.submit(form, { name: 'Ada', password: typing.password }).catch(ignore),
      back.send('POST', '/logout').catch(ignore),
    ]);
    await logging.startAgain(down);
    await motus.setClock(new Date().toISOString());
  }
  const fromProvider = ['grant.error', 'login of another browser'];
  await until(() =>
    fromProvider.every((words) => logging.loki.lines.some(({ line }) => line.includes(words))),
  );

  const written = logging.allLines();
  for (const words of [...fromProvider, 'StoreUnavailableError', 'login failed'])
    assert.ok(written.includes(words), `no line has ${words}`);
  assert.deepEqual(await secrets.findIn(written), []);
  assert.doesNotMatch(written, /\b(?:Basic|Bearer) [\w.~+/=-]{8}|eyJ[\w-]+\.eyJ/);
});

const ignore = () => undefined;

/** The address to which a login comes back, with a state that is this browser's and a wrong code. */
async function callbackOf(player: HttpPlayer): Promise<string> {
  await player.get('/login');
  const cookies = await player.jar.getCookies(`${motus.system.urls.public}/login`);
  const state =
    cookies.find(({ key }) => key.includes('state'))?.value ?? assert.fail('no cookie has the state');
  return `/login/callback?code=${INVALID_SECRET}&state=${state}`;
}

async function sendBadCallbacks(): Promise<void> {
  const player = secrets.newPlayer('Ada');
  const callback = await callbackOf(player);
  for (const path of [
    callback,
    callback,
    `/login/callback?code=${INVALID_SECRET}&state=${INVALID_SECRET}`,
    callback.replace(INVALID_SECRET, ''),
    `/login/callback?error=access_denied&error_description=${INVALID_SECRET}`,
    '/login/callback',
  ]) {
    await player.get(path);
    await secrets.newPlayer('personne').get(path);
  }
}

async function sendBadRequests(): Promise<void> {
  const cookie = Object.entries({
    motus_session: `${INVALID_SECRET}.${INVALID_SECRET}`,
    auth_session: INVALID_SECRET,
    motus_guest: INVALID_SECRET,
  })
    .map(([name, value]) => `${cookieName(name, motus.system.urls.public)}=${value}`)
    .join('; ');
  const authorization = `Basic ${Buffer.from(`motus:${INVALID_SECRET}`).toString('base64')}`;
  secrets.add(authorization.slice('Basic '.length));
  for (const path of [
    '/api/attempts',
    '/api/me',
    '/login',
    '/auth/token',
    `/auth/interaction/x?t=${INVALID_SECRET}`,
  ]) {
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
      for (const body of [
        `{"password":${INVALID_SECRET}`,
        `"${INVALID_SECRET}"`,
        `code=${INVALID_SECRET}&grant_type=authorization_code`,
      ]) {
        const headers = { 'content-type': type, cookie, authorization, accept: 'text/html' };
        await fetch(motus.system.urls.public + path, { method: 'POST', headers, body });
      }
    }
  }
}

async function sendRefusedTokens(): Promise<void> {
  const { internal } = motus.system.urls;
  const token = await secrets.clientAccessToken();
  for (const bearer of [INVALID_SECRET, token, `${token.slice(0, -4)}AAAA`]) {
    for (const [method, path] of [
      ['GET', 'statistics'],
      ['POST', 'attempts'],
      ['PUT', 'days/x'],
    ] as const) {
      await fetch(`${internal}/score/${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: `{"sealedAnswer":${INVALID_SECRET}` }),
      });
    }
  }
}
