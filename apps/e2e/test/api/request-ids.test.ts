import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '@motus/testing';
import { HttpPlayer, wrongWords } from '@motus/testing/player';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();

interface Call {
  readonly frontend: string;
  readonly id: string;
  readonly call: string;
}

/** The requests that HAProxy has logged, in the format of haproxy.cfg: … frontend … id method path. */
function routed(): Call[] {
  return motus.logs.flatMap((line) => {
    const found = /^haproxy\d \S+ (edge|internal) .* (\S+) (GET|POST|PUT|DELETE) (\S+)$/.exec(line);
    const [, frontend = '', id = '', method = '', path = ''] = found ?? [];
    return found === null ? [] : [{ frontend, id, call: `${method} ${path}` }];
  });
}

const KINDS = [
  /^POST \/auth\/token$/,
  /^GET \/auth\/jwks$/,
  /^GET \/score\/blockings$/,
  /^PUT \/score\/days\//,
  /^POST \/score\/attempts$/,
  /^GET \/score\/guests\/.*\/and-before$/,
  /^PUT \/score\/guests\/.*\/owner$/,
  /^GET \/score\/statistics$/,
];

test('every call between services has the id of the request of a player that caused it', async () => {
  const player = await newPlayer(motus);
  const guest = new HttpPlayer(motus.system.urls.public, player.name, player.password);
  const { day } = (await guest.today()).game;
  const [word = ''] = wrongWords(await motus.answer(day), 1);
  assert.equal((await guest.attempt({ day, row: 1, word })).status, 200);
  assert.ok(await guest.tryLogin());
  await player.get('/api/statistics');
  // GET /score/ is the probe with which the system waits for its routers (tools/local-system).
  const internal = () =>
    routed().filter(({ frontend, call }) => frontend === 'internal' && call !== 'GET /score/');
  for (const kind of KINDS) await until(() => internal().some(({ call }) => kind.test(call)));

  const ids = () => new Set(routed().flatMap(({ frontend, id }) => (frontend === 'edge' ? [id] : [])));
  // HAProxy logs a request when it is answered, so that of the player comes last.
  await until(() => internal().every(({ id }) => ids().has(id))).catch(() => undefined);
  const withoutPlayer = internal().filter(({ id }) => !ids().has(id));
  assert.deepEqual(withoutPlayer, []);
});

test('the score service logs the id of each attempt of a batch', async () => {
  const guests = Array.from(
    { length: 12 },
    (_, i) => new HttpPlayer(motus.system.urls.public, `Invité ${i}`),
  );
  const { day } = (await guests[0]?.today())?.game ?? assert.fail();
  await Promise.all(guests.map((guest) => guest.today()));
  const [word = ''] = wrongWords(await motus.answer(day), 1);
  const answers = await Promise.all(guests.map((guest) => guest.attempt({ day, row: 1, word })));
  const ids = answers.map(({ headers }) => headers.get('x-request-id'));
  assert.ok(ids.every((id) => id !== null));
  const logged = () =>
    motus.logs.flatMap((line) => {
      if (!/^score\d \{/.test(line)) return [];
      const { event, requestIds, attempts } = JSON.parse(line.slice(line.indexOf('{')));
      return event === 'attempts_appended' ? [{ requestIds: requestIds as string[], attempts }] : [];
    });
  await until(() => ids.every((id) => logged().some(({ requestIds }) => requestIds.includes(id ?? ''))));
  for (const { requestIds, attempts } of logged()) assert.equal(requestIds.length, attempts);
  assert.ok(
    logged().some(({ attempts }) => attempts > 1),
    'some attempts were sent in one batch',
  );
});
