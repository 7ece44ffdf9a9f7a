import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ArchiveDay, Attempt, Play, PlayHistory, Statistics } from '@motus/contracts';
import { ANSWER, attempt, WRONG } from './fixture.ts';
import { type GuestFixture, newGuest, openGuestFixture } from './guest-fixture.ts';

const TODAY = '2026-11-21';
const YESTERDAY = '2026-11-20';

/** A play of a day: how many rows, and whether the last of them won. */
interface Sample {
  readonly rows: number;
  readonly won: boolean;
}

/** No play, an unfinished play of each length, each win, and the loss. */
const SAMPLES: readonly Sample[] = [
  ...[0, 1, 2, 3, 4, 5, 6].map((rows) => ({ rows, won: false })),
  ...[1, 2, 3, 4, 5, 6].map((rows) => ({ rows, won: true })),
];

interface Pair {
  readonly own: Sample;
  readonly guests: Sample;
}

/** Every combination of the plays of an account and a guest on one day. */
const PAIRS: readonly Pair[] = SAMPLES.flatMap((own) => SAMPLES.map((guests) => ({ own, guests })));

async function forEachPair(check: (pair: Pair, i: number) => Promise<void>): Promise<void> {
  await Promise.all(PAIRS.map(check));
}

const finished = ({ rows, won }: Sample) => won || rows === 6;
const textOf = ({ rows, won }: Sample) =>
  `${won ? 'won in' : finished({ rows, won }) ? 'lost in' : 'at'} ${rows}`;

describe('merging the play of a guest into that of an account', () => {
  let fixture: GuestFixture;
  before(async () => {
    fixture = await openGuestFixture();
  });
  after(() => fixture.close());

  /** The words of a play; the wrong words of guests are in another order than those of accounts. */
  const wordsOf = ({ rows, won }: Sample, wrong: readonly string[]) =>
    won ? [...wrong.slice(0, rows - 1), ANSWER] : wrong.slice(0, rows);
  const ownWords = (sample: Sample) => wordsOf(sample, WRONG);
  const guestWords = (sample: Sample) => wordsOf(sample, WRONG.toReversed());

  async function playBoth(account: string, guest: string, pair: Pair, of: Partial<Attempt>) {
    const attempts = [
      ...ownWords(pair.own).map((word, i) => attempt(account, i + 1, word, of)),
      ...guestWords(pair.guests).map((word, i) => attempt(guest, i + 1, word, of)),
    ];
    if (attempts.length > 0) await fixture.append(...attempts);
  }

  const merge = (guest: string, account: string) =>
    fixture.game('PUT', `guests/${guest}/owner`, { id: account, name: `Nom de ${account}` });
  const playOf = async (player: string, day: string) =>
    (await fixture.get(`/plays/${day}`, player)).json as Play;
  const archivedOf = async (player: string, day: string) =>
    ((await fixture.get(`/archive/days/${day}`, player)).json as ArchiveDay).archived;

  for (const day of [TODAY, YESTERDAY]) {
    test(
      day === TODAY
        ? 'replaces a play of today only if it is unfinished and the guest’s has more rows'
        : 'replaces no play of a day that is over',
      () =>
        forEachPair(async (pair, i) => {
          const { own, guests } = pair;
          const [guest, account] = [newGuest(), `play-${day}-${i}`];
          const name = `${day}: the account ${textOf(own)}, the guest ${textOf(guests)}`;
          await playBoth(account, guest, pair, { day });
          const earlier = await playOf(account, day);
          const isReplaced = own.rows === 0 || (day === TODAY && !finished(own) && guests.rows > own.rows);
          const expected = isReplaced ? guestWords(guests) : ownWords(own);
          for (const repeated of [false, true]) {
            assert.equal((await merge(guest, account)).status, 200);
            const play = await playOf(account, day);
            assert.deepEqual(
              play.rows.map(({ word }) => word),
              expected,
              `${name} ${repeated}`,
            );
            if (!isReplaced) assert.deepEqual(play, earlier, name);
            assert.ok(play.points >= earlier.points, name);
            await assertDerived(account, play, name);
          }
        }),
    );
  }

  test('merges a play of the archive only if the account has none of that day', () =>
    forEachPair(async (pair, i) => {
      const { own, guests } = pair;
      const [guest, account] = [newGuest(), `archive-${i}`];
      const name = `the account ${textOf(own)}, the guest ${textOf(guests)}`;
      await playBoth(account, guest, pair, { day: YESTERDAY, archive: true });
      for (const repeated of [false, true]) {
        await merge(guest, account);
        const { rows, state } = await archivedOf(account, YESTERDAY);
        const expected = own.rows === 0 ? guestWords(guests) : ownWords(own);
        assert.deepEqual(
          rows.map(({ word }) => word),
          expected,
          `${name} ${repeated}`,
        );
        const month = await fixture.get('/archive/months/2026-11', account);
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

  test('merges nothing of a guest whose keys have expired, whichever key is left', async () => {
    for (const left of ['days', 'history', 'archive']) {
      const guest = newGuest();
      await fixture.append(
        attempt(guest, 1, ANSWER),
        attempt(guest, 1, 'BALLON', { day: YESTERDAY, archive: true }),
      );
      const keys = await fixture.keysOf(guest);
      assert.ok(keys.includes(`{${guest}}:${left}`), left);
      await fixture.redis.del(...keys.filter((key) => key !== `{${guest}}:${left}`));
      assert.deepEqual(await merge(guest, `left-${left}`), { status: 200, json: { owner: `left-${left}` } });
      assert.deepEqual((await playOf(`left-${left}`, TODAY)).rows, [], left);
      assert.deepEqual((await archivedOf(`left-${left}`, YESTERDAY)).rows, [], left);
      assert.deepEqual(((await fixture.get('/plays', `left-${left}`)).json as PlayHistory).plays, [], left);
    }
  });

  /** Asserts that history, statistics and leaderboards of a player agree with the player's only play. */
  async function assertDerived(player: string, play: Play, name: string): Promise<void> {
    const { plays } = (await fixture.get('/plays', player)).json as PlayHistory;
    const statistics = (await fixture.get('/statistics', player)).json as Statistics;
    const board = await fixture.leaderboard('week', player);
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
