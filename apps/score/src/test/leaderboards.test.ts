import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeStore, createStore, type Store } from '@motus/store';
import { createLeaderboards } from '../leaderboards/leaderboards.ts';
import { createPublication } from '../leaderboards/publication.ts';
import { addUnpublished } from '../leaderboards/unpublished-plays.ts';
import { attempt, type Fixture, startFixture, WRONG, winIn } from './fixture.ts';

test('ranks by points, and equal points by the earlier finish, to the millisecond', async (t) => {
  const fixture = await startFixture(t);
  const finish = async (player: string, attempts: number, at: string) => {
    fixture.setNow(at);
    await fixture.append(...winIn(player, attempts));
  };
  await finish('slow', 2, '2026-11-21T10:00:00.002Z');
  await finish('fast', 2, '2026-11-21T10:00:00.001Z');
  await finish('best', 1, '2026-11-21T11:00:00Z');
  await finish('weak', 5, '2026-11-21T09:00:00Z');
  await fixture.append(...WRONG.map((word, i) => attempt('lost', i + 1, word)));

  for (const period of ['day', 'week', 'month', 'all'] as const) {
    const { top, players } = await fixture.leaderboard(period, 'fast');
    assert.deepEqual(
      top.map(({ rank, player, points }) => [rank, player.id, points]),
      [
        [1, 'best', 100],
        [2, 'fast', 85],
        [3, 'slow', 85],
        [4, 'weak', 40],
        [5, 'lost', 0],
      ],
      period,
    );
    assert.equal(players, 5);
  }
  const [first] = (await fixture.leaderboard('day', 'fast')).top;
  assert.deepEqual(first?.player, { id: 'best', name: 'Nom de best' });
  assert.equal(first?.finishedAt, Date.parse('2026-11-21T11:00:00Z'));
});

test('sums the days of a week and of a month, with a leaderboard for each period', async (t) => {
  const fixture = await startFixture(t);
  for (const day of ['2026-10-31', '2026-11-15', '2026-11-16', '2026-11-21']) {
    fixture.setNow(`${day}T12:00:00Z`);
    await fixture.append(...winIn('ada', 1, { day }));
    // Reading publishes what is scheduled, each time.
    await fixture.leaderboard('all', 'ada');
  }
  const points = async (period: 'day' | 'week' | 'month' | 'all') =>
    (await fixture.leaderboard(period, 'ada')).top[0]?.points;
  assert.deepEqual(
    [await points('day'), await points('week'), await points('month'), await points('all')],
    [100, 200, 300, 400],
  );
  const { key, players } = await fixture.leaderboard('week', 'ada');
  assert.deepEqual([key, players], ['2026-W47', 1]);
  // A newer total replaces the older one.
  assert.equal((await fixture.leaderboard('all', 'ada')).top.length, 1);
});

test('shows players their own place with its neighbours, also far below the top', async (t) => {
  const fixture = await startFixture(t);
  const start = Date.parse('2026-11-21T08:00:00Z');
  for (let i = 1; i <= 30; i++) {
    fixture.setNow(new Date(start + i).toISOString());
    await fixture.append(...winIn(`p${i}`, 3));
  }
  const { top, around, players } = await fixture.leaderboard('day', 'p27');
  assert.equal(players, 30);
  assert.equal(top.length, 20);
  assert.deepEqual(
    around.map(({ rank, player }) => `${rank} ${player.id}`),
    ['25 p25', '26 p26', '27 p27', '28 p28', '29 p29'],
  );
  assert.deepEqual((await fixture.leaderboard('day', 'p1')).around.length, 3);
  assert.deepEqual((await fixture.leaderboard('day', 'nobody')).around, []);
});

test('publishes all plays that finish in one batch, also two of one player', async (t) => {
  const fixture = await startFixture(t);
  await fixture.append(
    ...winIn('ada', 1, { day: '2026-11-20' }),
    ...winIn('bob', 2),
    ...winIn('ada', 3),
    attempt('cyd', 1, 'BALLON'),
  );
  const { top } = await fixture.leaderboard('all', 'ada');
  assert.deepEqual(
    top.map(({ player, points }) => [player.id, points]),
    [
      ['ada', 170],
      ['bob', 85],
    ],
  );
  assert.deepEqual(
    (await fixture.leaderboard('day', 'ada')).top.map(({ player, points }) => [player.id, points]),
    [
      ['bob', 85],
      ['ada', 70],
    ],
  );
});

test('publishes a finished play whose instance died before publishing it', async (t) => {
  const fixture = await startFixture(t);
  const store = openStore(fixture);
  t.after(() => closeStore(store));
  await fixture.append(...winIn('ada', 2));
  await fixture.leaderboard('day', 'ada');
  assert.equal(await store.exists('unpublished'), 0);
  // What a crash between the append and the publication leaves behind: the play, still among the unpublished ones.
  const boards = ['day:2026-11-21', 'week:2026-W47', 'month:2026-11', 'all:all'];
  await store.del(
    ...boards.flatMap((board) => [`{leaderboard:${board}}:ranking`, `{leaderboard:${board}}:members`]),
  );
  await store.zadd('unpublished', Date.parse('2026-11-21T10:00:00Z'), '2026-11-21 ada');
  assert.equal((await fixture.leaderboard('day', 'ada')).players, 0);

  fixture.setNow('2026-11-21T10:00:03Z');
  await t.waitFor(async () => assert.equal(await store.exists('unpublished'), 0), { timeout: 5000 });
  for (const period of ['day', 'week', 'month', 'all'] as const)
    assert.equal((await fixture.leaderboard(period, 'ada')).top[0]?.points, 85, period);
});

test('removes an unpublished play that did not finish, without publishing it', async (t) => {
  const fixture = await startFixture(t);
  const store = openStore(fixture);
  t.after(() => closeStore(store));
  const publication = createPublication({
    store,
    leaderboards: createLeaderboards(store),
    now: () => 0,
    warn: (error) => assert.fail(String(error)),
    onStreak: () => undefined,
  });
  // In the future of the fixture's service, which sweeps the same store.
  const play = { player: 'ada', day: '2026-11-21', at: Date.parse('2027-01-01T00:00:00Z') };
  await addUnpublished(store, [play]);
  assert.equal(await store.zcard('unpublished'), 1);
  publication.schedule([play]);
  await publication.close();
  assert.equal(await store.zcard('unpublished'), 0);
  assert.equal((await fixture.leaderboard('day', 'ada')).players, 0);
});

test('does not publish the play of a disqualified player', async (t) => {
  const fixture = await startFixture(t);
  const store = openStore(fixture);
  t.after(() => closeStore(store));
  await store.sadd('{ada}:disqualified', '2026-11-21');
  const [ada, bob] = await fixture.append(...winIn('ada', 1), ...winIn('bob', 1));
  assert.deepEqual([ada?.outcome, bob?.outcome], ['disqualified', 'accepted']);
  // Both were added by the same write: once the play of one is published, so is that of the other.
  await t.waitFor(async () => {
    const { top } = await fixture.leaderboard('day', 'ada');
    assert.deepEqual(
      top.map(({ player }) => player.id),
      ['bob'],
    );
    assert.equal(await store.exists('unpublished'), 0);
  });
});

test('keeps an unpublished play that was added again while it was published', async (t) => {
  const fixture = await startFixture(t);
  const store = openStore(fixture);
  const play = { player: 'ada', day: '2026-11-21' };
  const publication = createPublication({
    store,
    // Meanwhile another instance adds the play again.
    leaderboards: { publish: () => addUnpublished(store, [{ ...play, at: 2 }]) },
    now: () => 0,
    warn: (error) => assert.fail(String(error)),
    onStreak: () => undefined,
  });
  t.after(async () => {
    await publication.close();
    await closeStore(store);
  });
  await addUnpublished(store, [{ ...play, at: 1 }]);
  publication.schedule([{ ...play, at: 1 }]);
  await publication.whenPublished();
  assert.deepEqual(await store.zrange('unpublished', '0', '-1', 'WITHSCORES'), ['2026-11-21 ada', '2']);
});

test('a reader waits for a publication in progress, for at most 1.5 seconds', async (t) => {
  const fixture = await startFixture(t);
  const store = openStore(fixture);
  const published = Promise.withResolvers<void>();
  const publication = createPublication({
    store,
    leaderboards: { publish: () => published.promise },
    now: () => 0,
    warn: (error) => assert.fail(String(error)),
    onStreak: () => undefined,
  });
  t.after(() => closeStore(store));
  publication.schedule([{ player: 'ada', day: '2026-11-21', at: 1 }]);
  const started = performance.now();
  await publication.whenPublished();
  const waited = performance.now() - started;
  published.resolve();
  await publication.close();
  // Without the limit it would wait for ever.
  assert.ok(waited > 1000 && waited < 10_000, `${waited} ms`);
});

test('warns once about a publication that fails repeatedly', async (t) => {
  const fixture = await startFixture(t);
  const store = openStore(fixture);
  // In the future of the fixture's service, which sweeps the same store.
  const at = Date.parse('2027-01-01T00:00:00Z');
  const warnings: unknown[] = [];
  const fourth = Promise.withResolvers<void>();
  let tries = 0;
  const publication = createPublication({
    store,
    leaderboards: {
      async publish() {
        tries += 1;
        if (tries < 4) throw new Error('no room');
        fourth.resolve();
      },
    },
    now: () => at + 10_000,
    warn: (error) => warnings.push(error),
    onStreak: () => undefined,
  });
  t.after(async () => {
    await publication.close();
    await closeStore(store);
  });
  await addUnpublished(store, [{ player: 'ada', day: '2026-11-21', at }]);
  await fourth.promise;
  assert.deepEqual(warnings.map(String), ['Error: no room']);
});

test('shows the name that the player had at the last attempt that began or finished a play', async (t) => {
  const fixture = await startFixture(t);
  await fixture.append(...winIn('ada', 1, { day: '2026-11-20' }));
  await fixture.append(attempt('ada', 1, 'BALLON', { player: { id: 'ada', name: 'Ada L.' } }));
  assert.equal((await fixture.leaderboard('all', 'ada')).top[0]?.player.name, 'Ada L.');
});

test('an older total that arrives late does not replace a newer one', async (t) => {
  const fixture = await startFixture(t);
  const store = openStore(fixture);
  t.after(() => closeStore(store));
  const leaderboards = createLeaderboards(store);
  const publish = (plays: number, points: number) =>
    leaderboards.publish(new Map([['ada', [{ period: 'all', key: 'all', finishedAt: 1, plays, points }]]]));
  await publish(2, 170);
  await publish(1, 100);
  const { top, players } = await leaderboards.read('all', 'all', 'ada');
  assert.deepEqual([players, top[0]?.points], [1, 170]);
  await publish(3, 210);
  assert.equal((await leaderboards.read('all', 'all', 'ada')).top[0]?.points, 210);
});

function openStore({ store }: Fixture): Store {
  const logger = { info: () => undefined, warn: () => undefined };
  return createStore({ ...store.connection, logger });
}
