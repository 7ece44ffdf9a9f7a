import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { peakMemory } from '@motus/bench';
import { SERVICE_NAMES } from '@motus/local-system';
import { memoryLimits } from '@motus/measurement';
import { until } from '@motus/testing';
import { HttpPlayer } from '@motus/testing/player';
import { startTestSystem, type TestSystem } from '../../src/support/test-system.ts';

const CONCURRENT_LOGINS = 200;
/** Few, because each takes long; docs/speed.md has the memory after more rounds. */
const ROUNDS = 4;

const NAMES = Array.from({ length: 10 }, (_, i) => `Joueur ${i}`);

let motus: TestSystem;
before(async () => {
  // Nothing listens there, so log lines for Loki pile up.
  motus = await startTestSystem({ LOKI_URL: 'http://127.0.0.1:9' });
  for (const name of NAMES) await new HttpPlayer(motus.system.urls.public, name).register();
});
after(() => motus.stop());

/** A player of one of the accounts, with new cookies. */
function clientOf(i: number): HttpPlayer {
  return new HttpPlayer(motus.system.urls.public, NAMES[i % NAMES.length] ?? '');
}

/** Logs in; 'busy' if the provider answers 503 with Retry-After. */
async function logIn(player: HttpPlayer): Promise<'in' | 'busy'> {
  const form = await player.get('/login');
  const { name, password } = player;
  const answer = await player.submit(form, { name, password });
  if (answer.status === 503) {
    assert.match(answer.url, /\/auth\/interaction\//, 'the response contains the form');
    assert.ok(Number(answer.headers.get('retry-after')) >= 1);
    return 'busy';
  }
  assert.equal(answer.status, 200, `${answer.url} ${answer.text}`);
  return 'in';
}

/** A metric of one instance of auth. */
async function metricOf(instance: 'auth1' | 'auth2', metric: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${motus.system.ports[instance]}/metrics`)).text();
  return Number(new RegExp(`^${metric} (\\d+)$`, 'm').exec(text)?.[1]);
}

/** The sum of a metric over both instances of auth. */
async function sumOf(metric: string): Promise<number> {
  return (await metricOf('auth1', metric)) + (await metricOf('auth2', metric));
}

const hashes = () => sumOf('password_hashes_total');

test('repeated rounds of 200 concurrent logins keep services under 75 % of their memory limit, and hash each password once', async (t) => {
  const clients = Array.from({ length: CONCURRENT_LOGINS }, (_, i) => clientOf(i));
  const before = await hashes();
  let loggedIn = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const { jar } of clients) await jar.removeAllCookies();
    const outcomes = await Promise.all(clients.map(logIn));
    loggedIn += outcomes.filter((outcome) => outcome === 'in').length;
  }
  t.diagnostic(`${loggedIn} of ${CONCURRENT_LOGINS * ROUNDS} logged in`);
  assert.ok(loggedIn >= ROUNDS * 10, `${loggedIn} logged in`);
  // On a slow machine HAProxy may take a login from an instance that has hashed its password and not answered yet. If those
  // that were refused were hashed, too, it would be hundreds.
  const made = (await hashes()) - before;
  assert.ok(made >= loggedIn && made <= loggedIn + 5 * ROUNDS, `${made} hashes for ${loggedIn} logins`);

  const limits = await memoryLimits();
  const services = motus.system
    .list()
    .filter(({ name }) => SERVICE_NAMES.some((service) => service === name));
  const peaks = peakMemory(services);
  assert.equal(peaks.size, SERVICE_NAMES.length, 'the memory of each service was measured');
  for (const [name, peak] of peaks) {
    const share = (peak * 2 ** 20) / (limits.get(name) ?? 0);
    t.diagnostic(`${name}: ${peak.toFixed(0)} MiB, ${(100 * share).toFixed(0)} %`);
    assert.ok(share < 0.75, `${name} used ${peak.toFixed(0)} MiB`);
  }
});

test('logins that HAProxy takes from a hanging instance are hashed only by the other instance', async (t) => {
  const { system } = motus;
  const clients = Array.from({ length: 30 }, (_, i) => clientOf(i));
  const forms = await Promise.all(clients.map((player) => player.get('/login')));
  const before = await hashes();
  const sent = Promise.all(
    clients.map(({ name, password }, i) => clients[i]?.submit(forms[i] ?? assert.fail(), { name, password })),
  );
  await until(async () => (await metricOf('auth1', 'password_hashes_waiting')) >= 10);
  system.kill('auth1', 'SIGSTOP');
  const answers = await sent;
  system.kill('auth1', 'SIGCONT');
  assert.deepEqual([...new Set(answers.map((answer) => answer?.status))], [200], 'no login fails');
  await until(async () => (await sumOf('password_hashes_waiting')) === 0);
  // Hashed twice: the login that was being hashed when auth1 was stopped, perhaps the next one in its queue, and those that
  // were hashed but not answered yet. If auth1 hashed its queue afterwards, these would be ten or so.
  const made = (await hashes()) - before;
  t.diagnostic(`${made} hashes for ${clients.length} logins`);
  assert.ok(made >= clients.length && made <= clients.length + 5, `${made} hashes`);
});
