import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ArchiveDay, Attempt, Play, PlayHistory, Statistics } from '@motus/contracts';
import { ANSWER, attempt, WRONG } from './fixture.ts';
import { type GuestBench, newGuest, openGuestBench } from './guest-fixture.ts';

const TODAY = '2026-11-21';
const YESTERDAY = '2026-11-20';

/** A play of a day: how many rows, and whether the last of them won. */
interface Sample {
  readonly rows: number;
  readonly won: boolean;
}

/** None, each number of rows that goes on, each win, and the loss. */
const SAMPLES: readonly Sample[] = [
  ...[0, 1, 2, 3, 4, 5, 6].map((rows) => ({ rows, won: false })),
  ...[1, 2, 3, 4, 5, 6].map((rows) => ({ rows, won: true })),
];

interface Pair {
  readonly own: Sample;
  readonly guests: Sample;
}

/** All that an account and a guest can have made of a day. */
const PAIRS: readonly Pair[] = SAMPLES.flatMap((own) => SAMPLES.map((guests) => ({ own, guests })));

async function forEachPair(check: (pair: Pair, i: number) => Promise<void>): Promise<void> {
  await Promise.all(PAIRS.map(check));
}

const ended = ({ rows, won }: Sample) => won || rows === 6;
const textOf = ({ rows, won }: Sample) =>
  `${won ? 'won in' : ended({ rows, won }) ? 'lost in' : 'at'} ${rows}`;

describe('the plays of a guest and of the account that takes them over', () => {
  let bench: GuestBench;
  before(async () => {
    bench = await openGuestBench();
  });
  after(() => bench.close());

  /** The words of a play; a guest's wrong ones are in another order than an account's. */
  const wordsOf = ({ rows, won }: Sample, wrong: readonly string[]) =>
    won ? [...wrong.slice(0, rows - 1), ANSWER] : wrong.slice(0, rows);
  const ownWords = (sample: Sample) => wordsOf(sample, WRONG);
  const guestWords = (sample: Sample) => wordsOf(sample, WRONG.toReversed());

  async function playBoth(account: string, guest: string, pair: Pair, of: Partial<Attempt>) {
    const attempts = [
      ...ownWords(pair.own).map((word, i) => attempt(account, i + 1, word, of)),
      ...guestWords(pair.guests).map((word, i) => attempt(guest, i + 1, word, of)),
    ];
    if (attempts.length > 0) await bench.append(...attempts);
  }

  const move = (guest: string, account: string) =>
    bench.game('PUT', `guests/${guest}/owner`, { id: account, name: `Nom de ${account}` });
  const playOf = async (player: string, day: string) =>
    (await bench.get(`/plays/${day}`, player)).json as Play;
  const archivedOf = async (player: string, day: string) =>
    ((await bench.get(`/archive/days/${day}`, player)).json as ArchiveDay).archived;

  for (const day of [TODAY, YESTERDAY]) {
    test(`a play of ${day === TODAY ? 'today' : 'a day that is over'} gives way only while it goes on, and only to more rows today`, () =>
      forEachPair(async (pair, i) => {
        const { own, guests } = pair;
        const [guest, account] = [newGuest(), `play-${day}-${i}`];
        const name = `${day}: the account ${textOf(own)}, the guest ${textOf(guests)}`;
        await playBoth(account, guest, pair, { day });
        const earlier = await playOf(account, day);
        const gives = own.rows === 0 || (day === TODAY && !ended(own) && guests.rows > own.rows);
        const expected = gives ? guestWords(guests) : ownWords(own);
        for (const repeated of [false, true]) {
          assert.equal((await move(guest, account)).status, 200);
          const play = await playOf(account, day);
          assert.deepEqual(
            play.rows.map(({ word }) => word),
            expected,
            `${name} ${repeated}`,
          );
          if (!gives) assert.deepEqual(play, earlier, name);
          assert.ok(play.points >= earlier.points, name);
          await assertDerived(account, play, name);
        }
      }));
  }

  test('a play of the archive comes only where the account has none of that day', () =>
    forEachPair(async (pair, i) => {
      const { own, guests } = pair;
      const [guest, account] = [newGuest(), `archive-${i}`];
      const name = `the account ${textOf(own)}, the guest ${textOf(guests)}`;
      await playBoth(account, guest, pair, { day: YESTERDAY, archive: true });
      for (const repeated of [false, true]) {
        await move(guest, account);
        const { rows, state } = await archivedOf(account, YESTERDAY);
        const expected = own.rows === 0 ? guestWords(guests) : ownWords(own);
        assert.deepEqual(
          rows.map(({ word }) => word),
          expected,
          `${name} ${repeated}`,
        );
        const month = await bench.get('/archive/months/2026-11', account);
        assert.deepEqual(
          month.json,
          {
            plays:
              expected.length === 0 ? [] : [{ day: YESTERDAY, state, attempts: rows.length, archive: true }],
          },
          name,
        );
      }
    }));

  test('a guest who was forgotten brings nothing, whatever is left of it', async () => {
    for (const left of ['days', 'history', 'archive']) {
      const guest = newGuest();
      await bench.append(
        attempt(guest, 1, ANSWER),
        attempt(guest, 1, 'BALLON', { day: YESTERDAY, archive: true }),
      );
      const keys = await bench.keysOf(guest);
      await bench.redis.del(...keys.filter((key) => key !== `{${guest}}:${left}`));
      assert.deepEqual(await move(guest, `left-${left}`), { status: 200, json: { owner: `left-${left}` } });
      assert.deepEqual((await playOf(`left-${left}`, TODAY)).rows, [], left);
      assert.deepEqual((await archivedOf(`left-${left}`, YESTERDAY)).rows, [], left);
      assert.deepEqual(((await bench.get('/plays', `left-${left}`)).json as PlayHistory).plays, [], left);
    }
  });

  /** History, statistics and leaderboards say of a player what the only play says. */
  async function assertDerived(player: string, play: Play, name: string): Promise<void> {
    const { plays } = (await bench.get('/plays', player)).json as PlayHistory;
    const statistics = (await bench.get('/statistics', player)).json as Statistics;
    const board = await bench.leaderboard('week', player);
    const place = board.around.find((entry) => entry.player.id === player);
    const finished = play.state !== 'playing';
    assert.deepEqual(
      plays.map(({ day, state, attempts, points, finishedAt }) => [day, state, attempts, points, finishedAt]),
      finished ? [[play.day, play.state, play.rows.length, play.points, play.rows.at(-1)?.at]] : [],
      name,
    );
    assert.deepEqual([statistics.played, statistics.points], [finished ? 1 : 0, play.points], name);
    assert.equal(place?.points, finished ? play.points : undefined, name);
  }
});
