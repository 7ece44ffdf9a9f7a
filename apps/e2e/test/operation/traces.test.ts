import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cookieName } from '@motus/contracts';
import { type CollectedSpan, startTestCollector, type TestCollector, until } from '@motus/testing';
import { type HttpPlayer, wrongWords } from '@motus/testing/player';
import { type Route, readRoutes, sendToRoutes } from '../../src/support/every-route.ts';
import { requestWithSecrets, SENT_SECRETS } from '../../src/support/request-with-secrets.ts';
import { SecretRecorder } from '../../src/support/secret-recorder.ts';
import { type ServiceLine, serviceLines } from '../../src/support/service-lines.ts';
import { startTestSystem, type TestSystem } from '../../src/support/test-system.ts';

/** What a client might send, to have its request recorded in a trace of its choice. */
const OF_CLIENT = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };

let collector: TestCollector;
let motus: TestSystem;
let routesFolder: string;
let secrets: SecretRecorder;
/** A player with a browser of its own, whose secrets are recorded. */
const someone = (name: string) => secrets.newPlayer(name);

before(async () => {
  collector = await startTestCollector();
  routesFolder = await mkdtemp(join(tmpdir(), 'motus-routes-'));
  motus = await startTestSystem(
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      // An OpenTelemetry variable: how long spans are collected for one export, in milliseconds.
      OTEL_BSP_SCHEDULE_DELAY: '100',
      E2E_ROUTES_FILE: join(routesFolder, 'routes'),
    },
    { preload: [fileURLToPath(new URL('../../src/support/record-routes.ts', import.meta.url))] },
  );
  secrets = new SecretRecorder(motus);
});
after(async () => {
  await motus?.stop();
  await collector.stop();
  await rm(routesFolder, { recursive: true });
});

test('a guess is one trace through motus, the score service and its store', async () => {
  const { day, word } = await firstWord();
  // The first guess of a day also records its word.
  await guess(await newGuest('Zoé'), day, word);
  const id = await guess(await newGuest('Ada'), day, word);

  const path = await pathTo('appendAttempt', id);
  assert.deepEqual(
    path.map(({ service, kind, name }) => `${service}: ${kind} ${name}`),
    [
      'score: client appendAttempt',
      'score: server POST /score/attempts',
      'motus: client POST score',
      'motus: internal append attempts',
      'motus: server POST /api/attempts',
    ],
  );
  assert.equal(path[0]?.attributes['peer.service'], 'score-store');
  const [, atScore] = path;
  const traceId = path[0]?.traceId;
  const inTrace = () => collector.spans.filter((span) => span.traceId === traceId);
  await until(() => inTrace().some(({ name }) => name === 'wait'));
  assert.equal(inTrace().find(({ name }) => name === 'wait')?.parentSpanId, atScore?.spanId);
  assert.deepEqual(
    inTrace().filter(({ parentSpanId }) => parentSpanId === undefined),
    [path.at(-1)],
  );
  assert.notEqual(traceId, OF_CLIENT.traceparent.split('-')[1]);

  // Every line of the request, at both services, and no other line, has the id of the trace.
  const linesOf = () => serviceLines(motus.logs).filter((line) => hasRequest(line, id));
  await until(() => linesOf().some(({ event }) => event === 'attempts_appended'));
  assert.ok(new Set(linesOf().map(({ service }) => service)).size >= 2);
  assert.deepEqual([...new Set(linesOf().map((line) => line.trace_id))], [traceId]);
  const withTrace = serviceLines(motus.logs).filter((line) => line.trace_id === traceId);
  assert.deepEqual(withTrace, linesOf());
});

test('the span of a batch and those of its guesses are linked both ways', async () => {
  const { day, word } = await firstWord();
  const guests = await Promise.all(Array.from({ length: 12 }, (_, i) => newGuest(`Invité ${i}`)));
  const from = collector.spans.length;
  const ids = await Promise.all(guests.map((guest) => guess(guest, day, word)));
  const spans = () => collector.spans.slice(from);
  const ofGuesses = () =>
    spans().filter(
      ({ name, attributes }) => name === 'POST /api/attempts' && ids.includes(String(attributes.request_id)),
    );
  await until(() => ofGuesses().length === ids.length);
  const batches = () => spans().filter(({ name }) => name === 'append attempts');
  await until(() => batches().reduce((sum, { links }) => sum + 1 + links.length, 0) >= ids.length);

  assert.ok(
    batches().some(({ links }) => links.length > 0),
    'some guesses travelled in one batch',
  );
  for (const { traceId, spanId, parentSpanId, links } of batches()) {
    assert.deepEqual(ofGuesses().find((guess) => guess.spanId === parentSpanId)?.links, []);
    for (const link of links) {
      const guess = ofGuesses().find((other) => other.spanId === link.spanId);
      assert.equal(guess?.traceId, link.traceId);
      assert.deepEqual(guess?.links, [{ traceId, spanId }]);
    }
  }
});

test('no span has a secret, the id of a guest, a word or an address, whatever a route is sent', async () => {
  const { day, word } = await firstWord();
  const answer = await motus.answer(day);
  const player = await newGuest('Lovelace');
  await guess(player, day, word);
  const guest = await guestIdOf(player);
  await player.register();
  await player.get('/api/statistics');
  await player.get('/logout');
  await player.login();
  const request = requestWithSecrets(motus.system.urls.public, day, answer);
  for (const secret of SENT_SECRETS) secrets.add(secret);
  const authorization = `Bearer ${await secrets.clientAccessToken()}`;
  const asGame = { ...request, headers: { ...request.headers, authorization } };
  const routes = readRoutes((service) => readFileSync(join(routesFolder, `routes.${service}`), 'utf8'));
  const originOf = ({ service }: Route) => [`http://127.0.0.1:${motus.system.ports[service]}`];
  for (const each of [request, asGame])
    assert.ok((await sendToRoutes(routes, each, { day, guest, word }, originOf)) >= routes.length);

  await pathTo('appendAttempt', await guess(await newGuest('Zoé'), day, word));
  const sent = collector.bodies.join('\n');
  for (const driven of ['GET /login/callback', 'POST /auth/token', 'POST auth', '/score/guests/:guest/'])
    assert.ok(sent.includes(driven), `no span has ${driven}`);
  assert.deepEqual(await secrets.findIn(sent), []);
  assert.ok(!sent.includes(player.name), 'a span has the name of a player');
  assert.ok(!new RegExp(`\\b(${answer}|${word})`).test(sent), 'a span has a word');
  assert.doesNotMatch(sent, /guest-[\w-]{22}/);
  assert.doesNotMatch(sent, /\b\d+\.\d+\.\d+\.\d+\b|::1/);
});

/** A word for the first row. */
async function firstWord(): Promise<{ day: string; word: string }> {
  const { day } = (await someone('personne').today()).game;
  const [word = ''] = wrongWords(await motus.answer(day), 1);
  return { day, word };
}

/** A guest whose cookie the game has set. */
async function newGuest(name: string): Promise<HttpPlayer> {
  const guest = someone(name);
  await guest.today();
  return guest;
}

/** Sends a guess with a forged `traceparent`. @returns the id of the request */
async function guess(player: HttpPlayer, day: string, word: string): Promise<string> {
  const { status, headers, text } = await player.request('/api/attempts', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...OF_CLIENT },
    body: JSON.stringify({ day, row: 1, word }),
  });
  assert.equal(status, 200, text);
  return headers.get('x-request-id') ?? assert.fail('no request id');
}

/** Waits for a span of the request with this id. @returns the span and its ancestors, up to the root span */
async function pathTo(name: string, requestId: string): Promise<CollectedSpan[]> {
  const isComplete = (path: readonly CollectedSpan[]) => {
    const first = path.at(-1);
    return first?.parentSpanId === undefined && first?.attributes.request_id === requestId;
  };
  const paths = () => collector.spans.filter((span) => span.name === name).map(pathFrom);
  await until(() => paths().some(isComplete));
  return paths().find(isComplete) ?? assert.fail();
}

function pathFrom(span: CollectedSpan): CollectedSpan[] {
  const path = [span];
  for (let above: CollectedSpan | undefined = span; above !== undefined; ) {
    const { traceId, parentSpanId }: CollectedSpan = above;
    above = collector.spans.find((other) => other.traceId === traceId && other.spanId === parentSpanId);
    if (above !== undefined) path.push(above);
  }
  return path;
}

function hasRequest({ reqId, requestIds }: ServiceLine, id: string): boolean {
  return reqId === id || (Array.isArray(requestIds) && requestIds.includes(id));
}

/** The id in the cookie of a guest. */
async function guestIdOf(player: HttpPlayer): Promise<string> {
  const name = cookieName('motus_guest', motus.system.urls.public);
  const cookies = await player.jar.getCookies(motus.system.urls.public);
  const value = cookies.find(({ key }) => key === name)?.value ?? assert.fail('there is no guest');
  return value.split('.')[0] ?? '';
}
