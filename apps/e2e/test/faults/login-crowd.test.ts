import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { peakMemory } from '@motus/bench';
import { SERVICE_NAMES } from '@motus/local-system';
import { memoryLimits } from '@motus/measurement';
import { until } from '@motus/testing';
import { HttpPlayer } from '@motus/testing/player';
import { startTestSystem, type TestSystem } from '../../src/support/test-system.ts';

const PEOPLE = 200;
/** For the time that each takes; what more of them cost is in docs/speed.md. */
const TIMES = 4;

const NAMES = Array.from({ length: 10 }, (_, i) => `Joueur ${i}`);

let motus: TestSystem;
before(async () => {
  // Nobody listens there: Loki is away.
  motus = await startTestSystem({ LOKI_URL: 'http://127.0.0.1:9' });
  for (const name of NAMES) await new HttpPlayer(motus.system.urls.public, name).register();
});
after(() => motus.stop());

/** Somebody with one of the accounts, in a browser of his own. */
function person(i: number): HttpPlayer {
  return new HttpPlayer(motus.system.urls.public, NAMES[i % NAMES.length] ?? '');
}

/** Logs in, or is told when to try again. */
async function logIn(player: HttpPlayer): Promise<'in' | 'busy'> {
  const form = await player.get('/login');
  const { name, password } = player;
  const answer = await player.submit(form, { name, password });
  if (answer.status === 503) {
    assert.match(answer.url, /\/auth\/interaction\//, 'the form came back');
    assert.ok(Number(answer.headers.get('retry-after')) >= 1);
    return 'busy';
  }
  assert.equal(answer.status, 200, `${answer.url} ${answer.text}`);
  return 'in';
}

/** Of both auth twins. */
async function sumOf(metric: string): Promise<number> {
  const { ports } = motus.system;
  const values = [ports.auth1, ports.auth2].map(async (port) => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return Number(new RegExp(`^${metric} (\\d+)$`, 'm').exec(text)?.[1]);
  });
  return (await Promise.all(values)).reduce((sum, value) => sum + value, 0);
}

const hashes = () => sumOf('password_hashes_total');

test('200 people who log in at once, time after time, take auth to three quarters of its memory at most, and are hashed once each', async (t) => {
  const people = Array.from({ length: PEOPLE }, (_, i) => person(i));
  const before = await hashes();
  let inside = 0;
  for (let time = 0; time < TIMES; time++) {
    for (const { jar } of people) await jar.removeAllCookies();
    const outcomes = await Promise.all(people.map(logIn));
    inside += outcomes.filter((outcome) => outcome === 'in').length;
  }
  t.diagnostic(`${inside} of ${PEOPLE * TIMES} were let in`);
  assert.ok(inside >= TIMES * 10, `${inside} were let in`);
  // On a slow machine a later step of a login may be told to try again, once its password has been hashed.
  const made = (await hashes()) - before;
  assert.ok(made >= inside && made <= inside + TIMES, `${made} hashes for ${inside} who were let in`);

  const limits = await memoryLimits();
  const services = motus.system
    .list()
    .filter(({ name }) => SERVICE_NAMES.some((service) => service === name));
  for (const [name, peak] of peakMemory(services)) {
    const share = (peak * 2 ** 20) / (limits.get(name) ?? 0);
    t.diagnostic(`${name}: ${peak.toFixed(0)} MiB, ${(100 * share).toFixed(0)} %`);
    assert.ok(share < 0.75, `${name} held ${peak.toFixed(0)} MiB`);
  }
});

test('what HAProxy takes from a twin that hangs and sends to the other is hashed there alone', async (t) => {
  const { system } = motus;
  const people = Array.from({ length: 30 }, (_, i) => person(i));
  const forms = await Promise.all(people.map((player) => player.get('/login')));
  const before = await hashes();
  const sent = Promise.all(
    people.map(({ name, password }, i) => people[i]?.submit(forms[i] ?? assert.fail(), { name, password })),
  );
  // Some of them wait in its queue.
  await until(async () => (await hashes()) > before + 2);
  system.kill('auth1', 'SIGSTOP');
  const answers = await sent;
  system.kill('auth1', 'SIGCONT');
  assert.deepEqual(
    [...new Set(answers.map((answer) => answer?.status))],
    [200],
    'a twin that hangs costs no login',
  );
  await until(async () => (await sumOf('password_hashes_waiting')) === 0);
  // What it was at when it was halted is hashed at both, and perhaps the next, before it sees that the others are gone.
  const made = (await hashes()) - before;
  t.diagnostic(`${made} hashes for ${people.length} logins`);
  assert.ok(made >= people.length && made <= people.length + 2, `${made} hashes`);
});
