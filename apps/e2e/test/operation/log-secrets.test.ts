import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type LokiSink, openSealed, startLokiSink } from '@motus/bench';
import { cookieName, publicApi, scoreApi, type Visitor } from '@motus/contracts';
import { haproxyUrl, SERVICE_NAMES, type ServiceName } from '@motus/local-system';
import { until } from '@motus/testing';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { type Parcel, type Route, readRoutes, sendToRoutes } from '../../src/support/every-route.ts';
import { fakeParcel, SECRETS_IN_PARCELS } from '../../src/support/secret-parcels.ts';
import { playEverything } from '../../src/support/signal-drive.ts';
import { startTestSystem, type TestSystem } from '../../src/support/test-system.ts';

const PASSWORD = 'Motdepasse-que-personne-ne-devine';
const WRONG = 'jeton-ou-code-faux-0123456789';

/** Longer than a service waits for its store, or for another service; HAProxy would go on. In milliseconds. */
const PATIENCE = 12_000;

const STORE = ['score-store1', 'score-store2'];

let motus: TestSystem;
let loki: LokiSink;
let routesFolder: string;
const pushed: string[] = [];
/** All that was secret on the way: cookies, states, codes, tokens. */
const met = new Set<string>([PASSWORD, WRONG]);

before(async () => {
  loki = await startLokiSink((body) => pushed.push(body));
  routesFolder = await mkdtemp(join(tmpdir(), 'motus-routes-'));
  motus = await startTestSystem(
    { LOKI_URL: loki.url, LOG_LEVEL: 'trace', E2E_ROUTES_FILE: join(routesFolder, 'routes') },
    { preload: [fileURLToPath(new URL('../../src/support/record-routes.ts', import.meta.url))] },
  );
});
after(async () => {
  await motus?.stop();
  loki.end();
  await rm(routesFolder, { recursive: true });
});

test('a service logs an outage in one short line at most, and nothing when it recurs', async () => {
  const { system, logs } = motus;
  const player = someone('Zoé');
  await player.register();
  assert.equal((await player.get('/api/statistics')).status, 200);
  for (const name of STORE) system.kill(name);
  const from = logs.length;
  await Promise.all(Array.from({ length: 20 }, () => attempt(player, '/api/statistics')));
  const said = logs.slice(from).filter((line) => SERVICE_NAMES.some((name) => line.startsWith(`${name} {`)));
  const complaints = said.filter((line) => /"level":[456]0/.test(line));
  assert.ok(complaints.some((line) => line.includes('"msg":"request refused"')));
  for (const name of SERVICE_NAMES) {
    const own = complaints.filter(
      (line) => line.startsWith(name) && line.includes('"msg":"request refused"'),
    );
    assert.ok(own.length <= 1, own.join('\n'));
  }
  for (const line of complaints) {
    assert.ok(line.length < 700, line);
    assert.doesNotMatch(line, /"stack"/);
  }
  await startAll(STORE);
});

test('no failing path writes a secret to stdout, stderr or Loki', { timeout: 280_000 }, async () => {
  const player = someone('Ada');
  const guest = someone('personne');
  await player.register();
  const { day } = (await guest.today()).game;

  await badCallbacks();
  await badRequests();
  await tokensThatAreRefused();
  for (const away of [STORE, ['score1', 'score2'], ['auth-store1', 'auth-store2'], ['auth1', 'auth2']]) {
    const back = someone('Ada');
    const callback = await callbackOf(back);
    const typing = someone('Ada');
    const form = await typing.get('/login');
    // A token that has expired is to be renewed.
    if (away[0]?.startsWith('auth')) await motus.setClock(new Date(Date.now() + 2 * 3600_000).toISOString());
    for (const name of away) motus.system.kill(name);
    await Promise.all([
      guest.attempt({ day, row: 1, word: 'MAISON' }).catch(ignore),
      attempt(player, '/api/statistics'),
      attempt(back, callback),
      attempt(someone('Ada'), '/login'),
      typing.submit(form, { name: 'Ada', password: PASSWORD }).catch(ignore),
      back.send('POST', '/logout').catch(ignore),
    ]);
    await startAll(away);
    await motus.setClock(new Date().toISOString());
  }
  const early = ['grant.error', 'login of another browser'];
  await until(async () => early.every((words) => pushed.some((body) => body.includes(words))));

  const written = allLines();
  for (const words of [...early, 'StoreUnavailableError', 'login failed'])
    assert.ok(written.includes(words), `${words}: was driven`);
  for (const player of players) await note(player);
  const found = (await secrets()).filter((secret) => written.includes(secret));
  assert.deepEqual(found, []);
  assert.doesNotMatch(written, /\b(?:Basic|Bearer) [\w.~+/=-]{8}|eyJ[\w-]+\.eyJ/);
});

test('no route writes what it is sent to stdout, stderr or Loki', { timeout: 280_000 }, async () => {
  const operator = await playEverything(motus, someone);
  const { day } = (await operator.today()).game;
  const answer = await motus.answer(day);
  const guest = someone('personne');
  await guest.get('/api/me');
  const guestId = await guestOf(guest);
  const routes = readRoutes((service) => readFileSync(join(routesFolder, `routes.${service}`), 'utf8'));
  assertAllKnown(routes);

  const [word = ''] = wrongWords(answer, 1);
  const parameters = {
    day,
    month: day.slice(0, 7),
    period: 'day',
    guest: guestId,
    id: '00000000-0000-4000-8000-000000000000',
    word,
    kind: 'should_be_valid',
  };
  const fake = fakeParcel(motus.system.urls.public, day, answer);
  for (const secret of SECRETS_IN_PARCELS) met.add(secret);
  const asGame = await realParcel(fake, guest, await gameToken());
  const withRealCredentials = [await realParcel(fake, operator, await accessTokenOf(operator)), asGame];
  for (const parcel of [fake, ...withRealCredentials])
    assert.ok((await sendToRoutes(routes, parcel, parameters, originsOf)) > routes.length);
  const stores = [...STORE, 'auth-store1', 'auth-store2'];
  // A new process, which has logged no outage yet: of one, only the first request is logged with its path.
  motus.system.kill('score1');
  await motus.system.start('score1');
  for (const name of stores) motus.system.kill(name);
  const ofGuests = routes.filter(({ path }) => path.includes(':guest'));
  await sendToRoutes(ofGuests, { ...asGame, bodies: [] }, parameters, directOriginOf);
  await Promise.all(
    withRealCredentials.map((parcel) =>
      sendToRoutes(routes, { ...parcel, bodies: parcel.bodies.slice(0, 1) }, parameters, directOriginOf),
    ),
  );
  await startAll(stores);
  await untilLokiHasAll();

  for (const player of players) await note(player);
  const found = (await secrets()).filter((secret) => allLines().includes(secret));
  assert.deepEqual(found, []);
  // Without the lines in the message of the failure.
  assert.ok(!new RegExp(`\\b${answer}`).test(allLines()), 'a line has the answer of the day');
  assert.ok(!/guest-[\w-]{22}/.test(allLines()), 'a line has the id of a guest');
  for (const driven of ['/score/guests/guest-…', '"event":"word_refused"'])
    assert.ok(allLines().includes(driven), `${driven}: was driven`);
});

test('a client secret that was seen is replaced as CHANGELOG.md says, and nobody is logged out', async () => {
  const player = someone('Bob');
  await player.register();
  const { json: registered } = await player.get<Visitor>('/api/me');
  assert.equal(registered.player?.name, player.name);
  const old = await secretFile('motus/client-secret');
  await motus.system.stop();
  for (const path of ['auth/motus-client-secret', 'motus/client-secret'])
    await rm(join(motus.system.secretsDir, path));
  await motus.restart();
  assert.notEqual(await secretFile('motus/client-secret'), old);
  assert.deepEqual((await player.get<Visitor>('/api/me')).json, registered);
  await player.login();
});

/** Everything that any process has written, and all that Loki was sent. */
function allLines(): string {
  return [...motus.logs, ...pushed].join('\n');
}

/** Fails where the list of routes misses an endpoint that is declared, or the provider. */
function assertAllKnown(routes: readonly Route[]): void {
  const known = new Set(routes.map(({ service, method, path }) => `${service} ${method} ${path}`));
  const declared = [
    ...Object.values(publicApi).map(({ method, path }) => `motus1 ${method} /api${path}`),
    ...Object.values(scoreApi).map(({ method, path }) => `score1 ${method} /score${path}`),
    'auth1 POST /auth/token',
    'auth1 POST /auth/interaction/:uid/register',
    'motus1 GET /login/callback',
  ];
  assert.deepEqual(
    declared.filter((route) => !known.has(route)),
    [],
  );
}

/** Where a route is reached: at its service, and through HAProxy, which has lines of its own. */
function originsOf(route: Route): string[] {
  const { ports } = motus.system;
  const isInternal = /^\/(auth|score)\//.test(route.path);
  return [
    ...directOriginOf(route),
    haproxyUrl('haproxy1', ports.edge),
    ...(isInternal ? [haproxyUrl('haproxy1', ports.internal)] : []),
  ];
}

function directOriginOf({ service }: Route): string[] {
  return [`http://127.0.0.1:${motus.system.ports[service]}`];
}

/** A parcel with credentials that are valid: of a player by the cookies, of a caller of score by the token. */
async function realParcel(fake: Parcel, player: HttpPlayer, token: string): Promise<Parcel> {
  const cookie = await player.jar.getCookieString(motus.system.urls.public);
  return { ...fake, headers: { ...fake.headers, cookie, authorization: `Bearer ${token}` } };
}

/** Waits until Loki has a line of each service that was written after all others. */
async function untilLokiHasAll(): Promise<void> {
  const paths: Record<string, string> = {
    auth1: '/auth/interaction/x',
    motus1: '/api/plays',
    score1: '/score/plays',
  };
  for (const [service, path] of Object.entries(paths)) {
    const id = `last-of-${service}`;
    const url = `http://127.0.0.1:${motus.system.ports[service as ServiceName]}${path}`;
    await fetch(url, { headers: { 'x-request-id': id } });
    await until(() => pushed.some((body) => body.includes(id)), 60_000);
  }
}

const ignore = () => undefined;

/** Sends a request whose answer is of no matter, and may be none. */
function attempt(player: HttpPlayer, path: string): Promise<unknown> {
  return player.get(path).catch(ignore);
}

/** Starts what was killed, and waits until requests get through again. */
async function startAll(names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => motus.system.start(name)));
  for (const path of ['/api/today', '/login'])
    await until(async () => (await someone('personne').get(path)).status === 200);
}

const players: HttpPlayer[] = [];

/** A browser of his own, whose secrets are looked for. */
function someone(name: string, password = PASSWORD): HttpPlayer {
  met.add(password);
  const player = new HttpPlayer(motus.system.urls.public, name, password, async (url, init) => {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) });
    for (const line of response.headers.getSetCookie()) {
      const [, cookie = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      // These two name a login, as the address of its page does; what is secret is their signature.
      if (!/^auth_(interaction|resume)_\d+$/.test(cookie)) remember(value);
    }
    const { invitation } = ((await response.clone().json().catch(ignore)) ?? {}) as { invitation?: string };
    remember(invitation ?? '');
    const { searchParams } = new URL(response.headers.get('location') ?? '', url);
    for (const name of ['code', 'state', 'nonce', 'code_challenge']) remember(searchParams.get(name) ?? '');
    return response;
  });
  players.push(player);
  return player;
}

function remember(value: string): void {
  if (value.length < 16) return;
  met.add(value);
  met.add(decodeURIComponent(value));
}

/** Remembers the tokens that a player's session holds. */
async function note(player: HttpPlayer): Promise<void> {
  for (const token of await tokensOf(player)) remember(token);
}

async function tokensOf(player: HttpPlayer): Promise<string[]> {
  const key = Buffer.from(await secretFile('motus/session-key'), 'base64url');
  const cookies = await player.jar.getCookies(motus.system.urls.public);
  return cookies.flatMap(({ value }) =>
    value.split('.').flatMap((part) => {
      const { access = '', refresh = '' } = (openSealed(part, key) ?? {}) as {
        access?: string;
        refresh?: string;
      };
      return access === '' ? [] : [access, refresh];
    }),
  );
}

async function accessTokenOf(player: HttpPlayer): Promise<string> {
  const [access] = await tokensOf(player);
  return access ?? assert.fail(`${player.name} has no session`);
}

/** The id in the cookie of a guest. */
async function guestOf(player: HttpPlayer): Promise<string> {
  const name = cookieName('motus_guest', motus.system.urls.public);
  const cookies = await player.jar.getCookies(motus.system.urls.public);
  const value = cookies.find(({ key }) => key === name)?.value ?? assert.fail('there is no guest');
  return value.split('.')[0] ?? '';
}

/** The token of the game itself, as motus gets it. */
async function gameToken(): Promise<string> {
  const basic = Buffer.from(`motus:${await secretFile('motus/client-secret')}`).toString('base64');
  met.add(basic);
  const tokens = await fetch(`${motus.system.urls.public}/auth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'score:write' }),
  });
  const { access_token: token } = (await tokens.json()) as { access_token: string };
  met.add(token);
  return token;
}

/** The address to which a login comes back, with a state that is this browser's and a wrong code. */
async function callbackOf(player: HttpPlayer): Promise<string> {
  await player.get('/login');
  const cookies = await player.jar.getCookies(`${motus.system.urls.public}/login`);
  const state =
    cookies.find(({ key }) => key.includes('state'))?.value ?? assert.fail('no cookie has the state');
  return `/login/callback?code=${WRONG}&state=${state}`;
}

async function badCallbacks(): Promise<void> {
  const player = someone('Ada');
  const callback = await callbackOf(player);
  for (const path of [
    callback,
    callback,
    `/login/callback?code=${WRONG}&state=${WRONG}`,
    callback.replace(WRONG, ''),
    `/login/callback?error=access_denied&error_description=${WRONG}`,
    '/login/callback',
  ]) {
    await player.get(path);
    await someone('personne').get(path);
  }
}

async function badRequests(): Promise<void> {
  const cookie = Object.entries({
    motus_session: `${WRONG}.${WRONG}`,
    auth_session: WRONG,
    motus_guest: WRONG,
  })
    .map(([name, value]) => `${cookieName(name, motus.system.urls.public)}=${value}`)
    .join('; ');
  const authorization = `Basic ${Buffer.from(`motus:${WRONG}`).toString('base64')}`;
  met.add(authorization.slice('Basic '.length));
  for (const path of [
    '/api/attempts',
    '/api/me',
    '/login',
    '/auth/token',
    `/auth/interaction/x?t=${WRONG}`,
  ]) {
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
      for (const body of [
        `{"password":${WRONG}`,
        `"${WRONG}"`,
        `code=${WRONG}&grant_type=authorization_code`,
      ]) {
        const headers = { 'content-type': type, cookie, authorization, accept: 'text/html' };
        await fetch(motus.system.urls.public + path, { method: 'POST', headers, body });
      }
    }
  }
}

async function tokensThatAreRefused(): Promise<void> {
  const { internal } = motus.system.urls;
  const token = await gameToken();
  for (const bearer of [WRONG, token, `${token.slice(0, -4)}AAAA`]) {
    for (const [method, path] of [
      ['GET', 'statistics'],
      ['POST', 'attempts'],
      ['PUT', 'days/x'],
    ] as const) {
      await fetch(`${internal}/score/${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(method === 'GET' ? {} : { body: `{"sealedAnswer":${WRONG}` }),
      });
    }
  }
}

async function secretFile(path: string): Promise<string> {
  return (await readFile(join(motus.system.secretsDir, path), 'utf8')).trim();
}

/** Each value in each file of the secrets, but for the public part of the key, and all that was met. */
async function secrets(): Promise<string[]> {
  const values = new Set(met);
  for (const entry of await readdir(motus.system.secretsDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const text = await readFile(join(entry.parentPath, entry.name), 'utf8');
    const parts =
      entry.name === 'jwks.json'
        ? [/"d": "([^"]+)"/.exec(text)?.[1] ?? assert.fail()]
        : text.match(/[\w-]{32,}/g);
    for (const part of parts ?? []) values.add(part);
  }
  assert.ok(values.size > 20);
  return [...values];
}
