import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attempt, Play } from '@motus/contracts';
import { closeStore, createStore } from '@motus/store';
import { until } from '@motus/testing';
import { attempt, startFixture, winIn } from './fixture.ts';

const DAY = '2026-11-21';
const GUEST = 'guest-AAAAAAAAAAAAAAAAAAAAAA';

test('while the memory of the store is full, plays go on to their end and none begins', async (t) => {
  const { app, store, append, get, gameToken, leaderboard } = await startFixture(t);
  const archived = (row: number, word: string) =>
    attempt('dan', row, word, { day: '2026-11-10', archive: true });
  await append(attempt('ada', 1, 'BALLON'), attempt(GUEST, 1, 'BALLON'), archived(1, 'BALLON'));
  await append(...winIn('bob', 2));
  await until(async () => (await leaderboard('day', 'bob')).players === 1);
  const redis = createStore({
    ...store.connection,
    logger: { info: () => undefined, warn: () => undefined },
  });
  t.after(() => closeStore(redis));
  /** Redis refuses what takes memory as soon as this is less than it uses; 0 is no limit. */
  const setMaxMemory = (bytes: number) => redis.config('SET', 'maxmemory', bytes);
  const send = async (...attempts: Attempt[]) =>
    app.inject({
      method: 'POST',
      url: '/score/attempts',
      headers: { authorization: `Bearer ${await gameToken()}` },
      payload: { attempts },
    });

  await setMaxMemory(1);
  for (const refused of [
    [attempt('cyd', 1, 'BALLON')],
    [attempt('guest-BBBBBBBBBBBBBBBBBBBBBB', 1, 'BALLON')],
    // In one batch with others, which must not let it in: the game sends these again without it.
    [attempt('ada', 2, 'BATEAU'), attempt('cyd', 1, 'BALLON')],
    [attempt('cyd', 1, 'BALLON', { day: '2026-11-10', archive: true })],
  ]) {
    const answer = await send(...refused);
    assert.deepEqual([answer.statusCode, answer.json().code], [507, 'try_again'], answer.body);
    assert.equal(answer.headers['retry-after'], '1');
  }
  const unknown = await append(attempt('cyd', 2, 'BALLON'));
  assert.equal(unknown[0]?.outcome, 'row_conflict', 'a later row does not begin a play');
  assert.deepEqual(((await get(`/plays/${DAY}`, 'cyd')).json as Play).rows, []);

  const [ada, guest] = await append(...winIn('ada', 2).slice(1), ...winIn(GUEST, 2).slice(1));
  assert.deepEqual([ada?.play.state, guest?.play.state], ['won', 'won']);
  assert.equal((await append(archived(2, 'BATEAU')))[0]?.outcome, 'accepted');
  assert.equal((await get('/statistics', 'ada')).status, 200);

  await setMaxMemory(0);
  await until(async () => (await leaderboard('day', 'ada')).players === 2);
  assert.equal((await append(attempt('cyd', 1, 'BALLON')))[0]?.outcome, 'accepted');
});
