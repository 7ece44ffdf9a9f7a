import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cookieName, publicApi, scoreApi } from '@motus/contracts';
import { haproxyUrl, type ServiceName, STORE_NODE_NAMES } from '@motus/local-system';
import { until } from '@motus/testing';
import { type HttpPlayer, wrongWords } from '@motus/testing/player';
import { type RequestTemplate, type Route, readRoutes, sendToRoutes } from '../../src/support/every-route.ts';
import { type LoggingSystem, startLoggingSystem } from '../../src/support/logging-system.ts';
import { requestWithSecrets, SENT_SECRETS } from '../../src/support/request-with-secrets.ts';
import { SecretRecorder } from '../../src/support/secret-recorder.ts';
import { playEverything } from '../../src/support/signal-drive.ts';
import type { TestSystem } from '../../src/support/test-system.ts';

let logging: LoggingSystem;
let motus: TestSystem;
let routesFolder: string;

before(async () => {
  routesFolder = await mkdtemp(join(tmpdir(), 'motus-routes-'));
  logging = await startLoggingSystem(
    { E2E_ROUTES_FILE: join(routesFolder, 'routes') },
    { preload: [fileURLToPath(new URL('../../src/support/record-routes.ts', import.meta.url))] },
  );
  motus = logging.motus;
});
after(async () => {
  await logging?.stop();
  await rm(routesFolder, { recursive: true });
});

test('no route writes what it is sent to stdout, stderr or Loki', { timeout: 280_000 }, async () => {
  const secrets = new SecretRecorder(motus);
  const operator = await playEverything(motus, (name, password) => secrets.newPlayer(name, password));
  const { day } = (await operator.today()).game;
  const answer = await motus.answer(day);
  const guest = secrets.newPlayer('personne');
  await guest.get('/api/me');
  const routes = readRoutes((service) => readFileSync(join(routesFolder, `routes.${service}`), 'utf8'));
  assertAllKnown(routes);

  const [word = ''] = wrongWords(answer, 1);
  const parameters = {
    day,
    month: day.slice(0, 7),
    period: 'day',
    guest: await guestIdOf(guest),
    id: '00000000-0000-4000-8000-000000000000',
    word,
    kind: 'should_be_valid',
  };
  const fake = requestWithSecrets(motus.system.urls.public, day, answer);
  for (const secret of SENT_SECRETS) secrets.add(secret);
  const asGame = await withCredentials(fake, guest, await secrets.clientAccessToken());
  const asOperator = await withCredentials(fake, operator, await secrets.accessTokenOf(operator));
  for (const request of [fake, asOperator, asGame])
    assert.ok((await sendToRoutes(routes, request, parameters, originsOf)) > routes.length);

  for (const name of STORE_NODE_NAMES) motus.system.kill(name);
  // First those of guests: of an outage a service logs only the first request with its path.
  const ofGuests = routes.filter(({ path }) => path.includes(':guest'));
  await sendToRoutes(ofGuests, { ...asGame, bodies: [] }, parameters, directOriginOf);
  await Promise.all(
    [asOperator, asGame].map((request) =>
      sendToRoutes(routes, { ...request, bodies: request.bodies.slice(0, 1) }, parameters, directOriginOf),
    ),
  );
  await logging.startAgain(STORE_NODE_NAMES);
  await untilLokiHasAll();

  const written = logging.allLines();
  assert.deepEqual(await secrets.findIn(written), []);
  // Without the lines in the message of the failure.
  assert.ok(!new RegExp(`\\b${answer}`).test(written), 'a line has the answer of the day');
  assert.ok(!/guest-[\w-]{22}/.test(written), 'a line has the id of a guest');
  for (const expected of ['/score/guests/guest-…', '"event":"word_refused"'])
    assert.ok(written.includes(expected), `no line has ${expected}`);
});

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

/** The same request with valid credentials: of a player by the cookies, of a caller of score by the token. */
async function withCredentials(
  request: RequestTemplate,
  player: HttpPlayer,
  token: string,
): Promise<RequestTemplate> {
  const cookie = await player.jar.getCookieString(motus.system.urls.public);
  return { ...request, headers: { ...request.headers, cookie, authorization: `Bearer ${token}` } };
}

/** The id in the cookie of a guest. */
async function guestIdOf(player: HttpPlayer): Promise<string> {
  const name = cookieName('motus_guest', motus.system.urls.public);
  const cookies = await player.jar.getCookies(motus.system.urls.public);
  const value = cookies.find(({ key }) => key === name)?.value ?? assert.fail('there is no guest');
  return value.split('.')[0] ?? '';
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
    await until(() => logging.loki.lines.some(({ line }) => line.includes(id)), 60_000);
  }
}
