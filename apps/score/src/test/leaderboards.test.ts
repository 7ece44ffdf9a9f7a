import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeStore, createStore, type Store } from '@motus/store';
import { createLeaderboards } from '../leaderboards/leaderboards.ts';
import { attempt, type Bench, startBench, WRONG, winIn } from './bench.ts';

test('more points rank first, equal points by the earlier finish, to the millisecond', async (t) => {
  const bench = await startBench(t);
  const finish = async (player: string, attempts: number, at: string) => {
    bench.setNow(at);
    await bench.append(...winIn(player, attempts));
  };
  await finish('slow', 2, '2026-11-21T10:00:00.002Z');
  await finish('fast', 2, '2026-11-21T10:00:00.001Z');
  await finish('best', 1, '2026-11-21T11:00:00Z');
  await finish('weak', 5, '2026-11-21T09:00:00Z');
  await bench.append(...WRONG.map((word, i) => attempt('lost', i + 1, word)));

  for (const period of ['day', 'week', 'month', 'all'] as const) {
    const { top, players } = await bench.leaderboard(period, 'fast');
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
  const [first] = (await bench.leaderboard('day', 'fast')).top;
  assert.deepEqual(first?.player, { id: 'best', name: 'Nom de best' });
  assert.equal(first?.finishedAt, Date.parse('2026-11-21T11:00:00Z'));
});

test('days add up in their week and month, and each period has its own leaderboard', async (t) => {
  const bench = await startBench(t);
  for (const day of ['2026-10-31', '2026-11-15', '2026-11-16', '2026-11-21']) {
    bench.setNow(`${day}T12:00:00Z`);
    await bench.append(...winIn('ada', 1, { day }));
  }
  const points = async (period: 'day' | 'week' | 'month' | 'all') =>
    (await bench.leaderboard(period, 'ada')).top[0]?.points;
  assert.deepEqual(
    [await points('day'), await points('week'), await points('month'), await points('all')],
    [100, 200, 300, 400],
  );
  const { key, players } = await bench.leaderboard('week', 'ada');
  assert.deepEqual([key, players], ['2026-W47', 1]);
});

test('a player sees the own place with its neighbours, also far below the top', async (t) => {
  const bench = await startBench(t);
  const start = Date.parse('2026-11-21T08:00:00Z');
  for (let i = 1; i <= 30; i++) {
    bench.setNow(new Date(start + i).toISOString());
    await bench.append(...winIn(`p${i}`, 3));
  }
  const { top, around, players } = await bench.leaderboard('day', 'p27');
  assert.equal(players, 30);
  assert.equal(top.length, 20);
  assert.deepEqual(
    around.map(({ rank, player }) => `${rank} ${player.id}`),
    ['25 p25', '26 p26', '27 p27', '28 p28', '29 p29'],
  );
  assert.deepEqual((await bench.leaderboard('day', 'p1')).around.length, 3);
  assert.deepEqual((await bench.leaderboard('day', 'nobody')).around, []);
});

test('plays that end in one group are all published, also two of one player', async (t) => {
  const bench = await startBench(t);
  await bench.append(
    ...winIn('ada', 1, { day: '2026-11-20' }),
    ...winIn('bob', 2),
    ...winIn('ada', 3),
    attempt('cyd', 1, 'BALLON'),
  );
  const { top } = await bench.leaderboard('all', 'ada');
  assert.deepEqual(
    top.map(({ player, points }) => [player.id, points]),
    [
      ['ada', 170],
      ['bob', 85],
    ],
  );
  assert.deepEqual(
    (await bench.leaderboard('day', 'ada')).top.map(({ player, points }) => [player.id, points]),
    [
      ['bob', 85],
      ['ada', 70],
    ],
  );
});

const NEXT_REQUESTS: [string, (bench: Bench) => Promise<unknown>][] = [
  ['a look at the play', (bench) => bench.get('/plays/2026-11-21', 'ada')],
  ['a look at the plays of two days', (bench) => bench.get('/plays/2026-11-21/and-before', 'ada')],
  ['a look at the history', (bench) => bench.get('/plays', 'ada')],
  ['the same attempt again', (bench) => bench.append(...winIn('ada', 2).slice(-1))],
  ['an attempt too many', (bench) => bench.append(attempt('ada', 3, 'BALLON'))],
];

test('a finished play whose instance died before publishing appears at the next request of its player', async (t) => {
  const bench = await startBench(t);
  const store = openStore(bench);
  t.after(() => closeStore(store));
  for (const [name, next] of NEXT_REQUESTS) {
    await bench.append(...winIn('ada', 2));
    // What a death between the append and the publication leaves behind: the play, and its day on the list.
    await store.del(
      ...['day:2026-11-21', 'week:2026-W47', 'month:2026-11', 'all:all'].flatMap((board) => [
        `{leaderboard:${board}}:ranking`,
        `{leaderboard:${board}}:members`,
      ]),
    );
    await store.sadd('{ada}:unpublished', '2026-11-21');
    assert.equal((await bench.leaderboard('day', 'ada')).players, 0);

    await next(bench);
    for (const period of ['day', 'week', 'month', 'all'] as const) {
      assert.equal((await bench.leaderboard(period, 'ada')).top[0]?.points, 85, `${period} after ${name}`);
    }
    assert.equal(await store.exists('{ada}:unpublished'), 0);
  }
});

test('shows the name that the player had at the last attempt', async (t) => {
  const bench = await startBench(t);
  await bench.append(...winIn('ada', 1, { day: '2026-11-20' }));
  await bench.append(attempt('ada', 1, 'BALLON', { player: { id: 'ada', name: 'Ada L.' } }));
  assert.equal((await bench.leaderboard('all', 'ada')).top[0]?.player.name, 'Ada L.');
});

test('an older standing that arrives late does not replace a newer one', async (t) => {
  const bench = await startBench(t);
  const store = openStore(bench);
  t.after(() => closeStore(store));
  const leaderboards = createLeaderboards(store);
  const publish = (plays: number, points: number) =>
    leaderboards.publish(new Map([['ada', [{ period: 'all', key: 'all', finishedAt: 1, plays, points }]]]));
  await publish(2, 170);
  await publish(1, 100);
  const { top, players } = await leaderboards.read('all', 'all', 'ada');
  assert.deepEqual([players, top[0]?.points], [1, 170]);
  // A play was replaced by one with more attempts.
  await publish(2, 140);
  await publish(2, 170);
  assert.equal((await leaderboards.read('all', 'all', 'ada')).top[0]?.points, 140);
});

function openStore({ store }: Bench): Store {
  const logger = { info: () => undefined, warn: () => undefined };
  return createStore({ ...store.connection, logger });
}
