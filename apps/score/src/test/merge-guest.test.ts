import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { GuestOwner, Play, PlayHistory, Statistics } from '@motus/contracts';
import { attempt, startFixture, winIn } from './fixture.ts';
import { type GuestFixture, newGuest, openGuestFixture } from './guest-fixture.ts';
import { asGame, asOperator, asPlayer } from './requests.ts';

const TODAY = '2026-11-21';

describe('merging a guest into an account', () => {
  let fixture: GuestFixture;
  before(async () => {
    fixture = await openGuestFixture();
  });
  after(() => fixture.close());

  const merge = (guest: string, account: string) =>
    fixture.game<GuestOwner>('PUT', `guests/${guest}/owner`, { id: account, name: `Nom de ${account}` });
  const play = async (player: string, day = TODAY) =>
    (await fixture.get(`/plays/${day}`, player)).json as Play;
  const words = async (player: string) => (await play(player)).rows.map(({ word }) => word);
  const pointsOf = async (player: string, period: 'day' | 'week' | 'month' | 'all' = 'day') =>
    (await fixture.leaderboard(period, player)).around.find((entry) => entry.player.id === player)?.points;

  test('merges every play, with history, statistics, streak and the places on the leaderboards', async () => {
    const guest = newGuest();
    for (const day of ['2026-11-18', '2026-11-19', '2026-11-20']) {
      fixture.setNow(`${day}T10:00:00Z`);
      await fixture.append(...winIn(guest, 2, { day }));
    }
    fixture.setNow(`${TODAY}T10:00:00Z`);
    await fixture.append(attempt(guest, 1, 'BALLON'));
    const merged = await merge(guest, 'ada');
    assert.deepEqual([merged.status, merged.json], [200, { owner: 'ada' }]);

    assert.deepEqual(await words('ada'), ['BALLON']);
    const { json: history } = await fixture.get('/plays', 'ada');
    assert.deepEqual(
      (history as PlayHistory).plays.map(({ day, finishedAt }) => [day, new Date(finishedAt).toISOString()]),
      ['2026-11-20', '2026-11-19', '2026-11-18'].map((day) => [day, `${day}T10:00:00.000Z`]),
    );
    const { json: statistics } = await fixture.get('/statistics', 'ada');
    const { played, currentStreak, points } = statistics as Statistics;
    assert.deepEqual([played, currentStreak, points], [3, 3, 255]);
    for (const period of ['week', 'month', 'all'] as const) {
      assert.equal(await pointsOf('ada', period), 255, period);
    }
    const { top } = await fixture.leaderboard('all', 'ada');
    assert.deepEqual(
      top.map((entry) => entry.player),
      [{ id: 'ada', name: 'Nom de ada' }],
    );
    // The account continues the play.
    const [won] = await fixture.append(attempt('ada', 2, 'BULBES'));
    assert.equal(won?.play.state, 'won');
    assert.equal(await pointsOf('ada'), 85);
  });

  test('merges and counts a guest once for repeated and simultaneous requests', async () => {
    const guest = newGuest();
    await fixture.append(...winIn(guest, 3));
    const before = await mergesCounted();
    const answers = await Promise.all(Array.from({ length: 10 }, () => merge(guest, 'bob')));
    assert.deepEqual(new Set(answers.map(({ json }) => json.owner)), new Set(['bob']));
    await fixture.append(...winIn('bob', 1, { day: '2026-11-22' }));
    assert.equal((await merge(guest, 'bob')).status, 200);
    assert.equal((await play('bob')).rows.length, 3);
    assert.equal(((await fixture.get('/statistics', 'bob')).json as Statistics).points, 170);
    assert.equal(await pointsOf('bob', 'all'), 170);
    assert.equal(await mergesCounted(), before + 1);
  });

  test('merges a guest into the first account that asks, and into no other', async () => {
    const guest = newGuest();
    await fixture.append(...winIn(guest, 2));
    const answers = await Promise.all(['cy1', 'cy2', 'cy3', 'cy1'].map((account) => merge(guest, account)));
    const owner = answers[0]?.json.owner ?? '';
    for (const { status, json } of answers) assert.deepEqual([status, json], [200, { owner }]);
    for (const account of ['cy1', 'cy2', 'cy3']) {
      assert.equal((await play(account)).rows.length, account === owner ? 2 : 0, account);
    }
  });

  test('merges no play of a day on which the account is disqualified', async () => {
    const guest = newGuest();
    await fixture.append(...winIn(guest, 1), ...winIn(guest, 2, { day: '2026-11-20' }));
    await asOperator(fixture, 'fay')('POST', `operator/days/${TODAY}/reveal`);
    await merge(guest, 'fay');
    assert.deepEqual(
      [(await play('fay')).rows.length, (await play('fay', '2026-11-20')).rows.length],
      [0, 2],
    );
    assert.equal(await pointsOf('fay'), undefined);
    assert.equal(await pointsOf('fay', 'all'), 85);
  });

  test('accepts no further attempt of a merged guest, but an earlier one again, and keeps the guest’s plays', async () => {
    const guest = newGuest();
    await fixture.append(attempt(guest, 1, 'BALLON'));
    await merge(guest, 'gus');
    const [again, next, otherDay] = await fixture.append(
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
    await fixture.append(attempt('gus', 2, 'BATEAU'));
    const { json } = await fixture.game<Play>('GET', `guests/${guest}/plays/${TODAY}`);
    assert.equal(json.rows.length, 1);
    for (const [key, left] of await fixture.ttlsOf(guest)) assert.ok(left > 0, key);
  });

  test('loses no attempt that was accepted during a merge', async () => {
    const outcomes = new Set<string | undefined>();
    for (let i = 0; i < 30; i++) {
      const [guest, account] = [newGuest(), `hal${i}`];
      await fixture.append(attempt(guest, 1, 'BALLON'));
      const merging = i % 2 === 0 ? merge(guest, account) : undefined;
      const appending = fixture.append(attempt(guest, 2, 'BATEAU'));
      await (merging ?? merge(guest, account));
      const [racing] = await appending;
      outcomes.add(racing?.outcome);
      assert.deepEqual(
        await words(account),
        racing?.outcome === 'accepted' ? ['BALLON', 'BATEAU'] : ['BALLON'],
      );
    }
    assert.deepEqual(outcomes, new Set(['accepted', 'guest_moved']));
  });

  test('completes a merge that was interrupted after any step', async () => {
    const guest = newGuest();
    await fixture.append(...winIn(guest, 2), ...winIn(guest, 3, { day: '2026-11-20' }));
    // Interrupted after the guest was bound to the account.
    await fixture.redis.set(`{${guest}}:owner`, 'ida', 'EX', 1000);
    await merge(guest, 'ida');
    assert.equal(await pointsOf('ida', 'all'), 155);
    // Interrupted after one of two plays was merged; neither is on a leaderboard.
    const stored = await fixture.redis.hget('{ida}:history', TODAY);
    const rows = await fixture.redis.lrange(`{ida}:play:${TODAY}`, 0, -1);
    await fixture.redis.flushall();
    await fixture.append(...winIn(guest, 2), ...winIn(guest, 3, { day: '2026-11-20' }));
    await fixture.redis.set(`{${guest}}:owner`, 'ida', 'EX', 1000);
    await fixture.redis.rpush(`{ida}:play:${TODAY}`, ...rows);
    await fixture.redis.hset('{ida}:history', TODAY, stored ?? '');
    await merge(guest, 'ida');
    assert.equal(await pointsOf('ida', 'all'), 155);
    assert.equal(await pointsOf('ida', 'day'), 85);
    assert.equal(await fixture.redis.exists('unpublished'), 0);
  });

  test('allows only the game to merge a guest, and only into an account', async () => {
    const guest = newGuest();
    const owner = { id: 'kay', name: 'Nom de kay' };
    const path = `guests/${guest}/owner`;
    assert.equal((await asPlayer(fixture, 'kay')('PUT', path, owner)).status, 403);
    assert.equal((await asOperator(fixture, 'kay')('PUT', path, owner)).status, 403);
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
      const { status, json } = await fixture.game('PUT', wrong, body);
      assert.deepEqual([status, json.code], [400, 'bad_request'], `${wrong} ${JSON.stringify(body)}`);
    }
    assert.deepEqual(await fixture.keysOf(guest), []);
  });

  async function mergesCounted(): Promise<number> {
    const { body } = await fixture.app.inject('/metrics');
    return Number(/^guests_merged_total (\d+)/m.exec(body)?.[1] ?? assert.fail(body));
  }
});

test('completes a merge during which its store crashed', async (t) => {
  const fixture = await startFixture(t, { durability: 'always' });
  const guest = newGuest();
  await fixture.append(...winIn(guest, 2));
  await fixture.store.crash();
  const during = asGame(fixture)('PUT', `guests/${guest}/owner`, { id: 'jim', name: 'Nom de jim' });
  await fixture.store.start();
  assert.equal((await during).status, 200);
  const { json: play } = await fixture.get(`/plays/${TODAY}`, 'jim');
  assert.equal((play as Play).rows.length, 2);
  const { around } = await fixture.leaderboard('day', 'jim');
  assert.deepEqual(
    around.map(({ player, points }) => [player.id, points]),
    [['jim', 85]],
  );
});
