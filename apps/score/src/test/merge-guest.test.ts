import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { GuestOwner, Play, PlayHistory, Statistics } from '@motus/contracts';
import { attempt, winIn } from './fixture.ts';
import { type GuestBench, newGuest, openGuestBench } from './guest-fixture.ts';
import { asOperator, asPlayer } from './requests.ts';

const TODAY = '2026-11-21';

describe('a guest who gets an account', () => {
  let bench: GuestBench;
  before(async () => {
    bench = await openGuestBench();
  });
  after(() => bench.close());

  const move = (guest: string, account: string) =>
    bench.game<GuestOwner>('PUT', `guests/${guest}/owner`, { id: account, name: `Nom de ${account}` });
  const play = async (player: string, day = TODAY) => (await bench.get(`/plays/${day}`, player)).json as Play;
  const words = async (player: string) => (await play(player)).rows.map(({ word }) => word);
  const pointsOf = async (player: string, period: 'day' | 'week' | 'month' | 'all' = 'day') =>
    (await bench.leaderboard(period, player)).around.find((entry) => entry.player.id === player)?.points;

  test('has every play there: history, statistics, streak, and the place on the leaderboards', async () => {
    const guest = newGuest();
    for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) {
      bench.setNow(`${day}T10:00:00Z`);
      await bench.append(...winIn(guest, 2, { day }));
    }
    bench.setNow(`${TODAY}T10:00:00Z`);
    await bench.append(attempt(guest, 1, 'BALLON'));
    const moved = await move(guest, 'ada');
    assert.deepEqual([moved.status, moved.json], [200, { owner: 'ada' }]);

    assert.deepEqual(await words('ada'), ['BALLON']);
    const { json: history } = await bench.get('/plays', 'ada');
    assert.deepEqual(
      (history as PlayHistory).plays.map(({ day, finishedAt }) => [day, new Date(finishedAt).toISOString()]),
      ['2026-11-20', '2026-11-19', '2026-11-18'].map((day) => [day, `${day}T10:00:00.000Z`]),
    );
    const { json: statistics } = await bench.get('/statistics', 'ada');
    const { played, currentStreak, points } = statistics as Statistics;
    assert.deepEqual([played, currentStreak, points], [3, 3, 255]);
    for (const period of ['week', 'month', 'all'] as const) {
      assert.equal(await pointsOf('ada', period), 255, period);
    }
    const { top } = await bench.leaderboard('all', 'ada');
    assert.deepEqual(
      top.map((entry) => entry.player),
      [{ id: 'ada', name: 'Nom de ada' }],
    );
    // And goes on.
    const [won] = await bench.append(attempt('ada', 2, 'BULBES'));
    assert.equal(won?.play.state, 'won');
    assert.equal(await pointsOf('ada'), 85);
  });

  test('may say so any number of times, also at once and at both twins', async () => {
    const guest = newGuest();
    await bench.append(...winIn(guest, 3));
    const before = await movesCounted();
    const answers = await Promise.all(Array.from({ length: 10 }, () => move(guest, 'bob')));
    assert.deepEqual(new Set(answers.map(({ json }) => json.owner)), new Set(['bob']));
    await bench.append(...winIn('bob', 1, { day: '2026-11-22' }));
    assert.equal((await move(guest, 'bob')).status, 200);
    assert.equal((await play('bob')).rows.length, 3);
    assert.equal(((await bench.get('/statistics', 'bob')).json as Statistics).points, 170);
    assert.equal(await pointsOf('bob', 'all'), 170);
    assert.equal(await movesCounted(), before + 1);
  });

  test('gives the plays to one account, the first that asks', async () => {
    const guest = newGuest();
    await bench.append(...winIn(guest, 2));
    const answers = await Promise.all(['cy1', 'cy2', 'cy3', 'cy1'].map((account) => move(guest, account)));
    const owner = answers[0]?.json.owner ?? '';
    for (const { status, json } of answers) assert.deepEqual([status, json], [200, { owner }]);
    for (const account of ['cy1', 'cy2', 'cy3']) {
      assert.equal((await play(account)).rows.length, account === owner ? 2 : 0, account);
    }
  });

  test('gets no play of a day whose word the account was shown', async () => {
    const guest = newGuest();
    await bench.append(...winIn(guest, 1), ...winIn(guest, 2, { day: '2026-11-20' }));
    await asOperator(bench, 'fay')('POST', `operator/days/${TODAY}/reveal`);
    await move(guest, 'fay');
    assert.deepEqual(
      [(await play('fay')).rows.length, (await play('fay', '2026-11-20')).rows.length],
      [0, 2],
    );
    assert.equal(await pointsOf('fay'), undefined);
    assert.equal(await pointsOf('fay', 'all'), 85);
  });

  test('plays no more as a guest, whose plays stay as they were; an attempt that was one may be sent again', async () => {
    const guest = newGuest();
    await bench.append(attempt(guest, 1, 'BALLON'));
    await move(guest, 'gus');
    const [again, next, otherDay] = await bench.append(
      attempt(guest, 1, 'BALLON'),
      attempt(guest, 2, 'BATEAU'),
      attempt(guest, 1, 'BALLON', { day: '2026-11-22' }),
    );
    assert.deepEqual([again?.outcome, again?.repeated], ['accepted', true]);
    assert.deepEqual([next?.outcome, otherDay?.outcome], ['guest_moved', 'guest_moved']);
    assert.deepEqual(
      next?.play.rows.map(({ word }) => word),
      ['BALLON'],
    );
    await bench.append(attempt('gus', 2, 'BATEAU'));
    const { json } = await bench.game<Play>('GET', `guests/${guest}/plays/${TODAY}`);
    assert.equal(json.rows.length, 1);
    for (const key of await bench.keysOf(guest)) assert.ok((await bench.redis.ttl(key)) > 0, key);
  });

  test('loses no attempt that was accepted while the plays moved', async () => {
    const outcomes = new Set<string | undefined>();
    for (let i = 0; i < 30; i++) {
      const [guest, account] = [newGuest(), `hal${i}`];
      await bench.append(attempt(guest, 1, 'BALLON'));
      const moving = i % 2 === 0 ? move(guest, account) : undefined;
      const appending = bench.append(attempt(guest, 2, 'BATEAU'));
      await (moving ?? move(guest, account));
      const [racing] = await appending;
      outcomes.add(racing?.outcome);
      assert.deepEqual(
        await words(account),
        racing?.outcome === 'accepted' ? ['BALLON', 'BATEAU'] : ['BALLON'],
      );
    }
    assert.deepEqual(outcomes, new Set(['accepted', 'guest_moved']));
  });

  test('has all of it in the end where the move died at any step', async () => {
    const guest = newGuest();
    await bench.append(...winIn(guest, 2), ...winIn(guest, 3, { day: '2026-11-20' }));
    // It was claimed, and nothing else.
    await bench.redis.set(`{${guest}}:owner`, 'ida', 'EX', 1000);
    await move(guest, 'ida');
    assert.equal(await pointsOf('ida', 'all'), 155);
    // One play was put in place, the other was not; neither is on a leaderboard.
    const stored = await bench.redis.hget('{ida}:history', TODAY);
    const rows = await bench.redis.lrange(`{ida}:play:${TODAY}`, 0, -1);
    await bench.redis.flushall();
    await bench.append(...winIn(guest, 2), ...winIn(guest, 3, { day: '2026-11-20' }));
    await bench.redis.set(`{${guest}}:owner`, 'ida', 'EX', 1000);
    await bench.redis.rpush(`{ida}:play:${TODAY}`, ...rows);
    await bench.redis.hset('{ida}:history', TODAY, stored ?? '');
    await move(guest, 'ida');
    assert.equal(await pointsOf('ida', 'all'), 155);
    assert.equal(await pointsOf('ida', 'day'), 85);
    assert.equal(await bench.redis.exists('unpublished'), 0);
  });

  test('survives the crash of its store', async () => {
    const guest = newGuest();
    await bench.append(...winIn(guest, 2));
    await bench.store.crash();
    const during = move(guest, 'jim');
    await bench.store.start();
    assert.equal((await during).status, 200);
    assert.equal((await play('jim')).rows.length, 2);
    assert.equal(await pointsOf('jim'), 85);
  });

  test('is moved by the game alone, and to an account', async () => {
    const guest = newGuest();
    const owner = { id: 'kay', name: 'Nom de kay' };
    const path = `guests/${guest}/owner`;
    assert.equal((await asPlayer(bench, 'kay')('PUT', path, owner)).status, 403);
    assert.equal((await asOperator(bench, 'kay')('PUT', path, owner)).status, 403);
    const malformed: [string, object?][] = [
      ['guests/ada/owner', owner],
      ['guests/guest-x/owner', owner],
      [path, {}],
      [path, { ...owner, more: 1 }],
      [path, { id: '{x}:y', name: 'x' }],
      [path, { id: 'kay', name: '' }],
      [path, { id: newGuest(), name: 'Invité' }],
      [path],
    ];
    for (const [wrong, body] of malformed) {
      const { status, json } = await bench.game('PUT', wrong, body);
      assert.deepEqual([status, json.code], [400, 'bad_request'], `${wrong} ${JSON.stringify(body)}`);
    }
    assert.deepEqual(await bench.keysOf(guest), []);
  });

  async function movesCounted(): Promise<number> {
    const { body } = await bench.app.inject('/metrics');
    return Number(/^guests_moved_total (\d+)/m.exec(body)?.[1]);
  }
});
