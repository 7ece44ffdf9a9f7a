import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ArchiveDay, ArchivedPlays, Attempt, PlayHistory, Statistics } from '@motus/contracts';
import { ANSWER, attempt, WRONG, winIn } from './fixture.ts';
import { type GuestFixture, newGuest, openGuestFixture } from './guest-fixture.ts';
import { asPlayer } from './requests.ts';

const DAY = '2026-11-10';
const YESTERDAY = '2026-11-20';
const SIXTY_DAYS = 60 * 24 * 3600;

/** An attempt of a play of the archive. */
function archived(player: string, row: number, word: string, more: Partial<Attempt> = {}): Attempt {
  return attempt(player, row, word, { day: DAY, archive: true, ...more });
}

describe('the archive', () => {
  let fixture: GuestFixture;
  before(async () => {
    fixture = await openGuestFixture();
  });
  after(() => fixture.close());

  const dayOf = async (player: string, day = DAY) =>
    (await fixture.get(`/archive/days/${day}`, player)).json as ArchiveDay;
  const monthOf = async (player: string, month = '2026-11') =>
    ((await fixture.get(`/archive/months/${month}`, player)).json as ArchivedPlays).plays;

  test('appends rows in order, appends the same attempt once, and refuses another word for a row', async () => {
    const [first] = await fixture.append(archived('ada', 1, 'BALLON'));
    assert.deepEqual([first?.outcome, first?.repeated, first?.play.archive], ['accepted', false, true]);
    const [again, other, ahead] = await fixture.append(
      archived('ada', 1, 'BALLON'),
      archived('ada', 1, 'BATEAU'),
      archived('ada', 3, 'BATEAU'),
    );
    assert.deepEqual([again?.outcome, again?.repeated], ['accepted', true]);
    assert.deepEqual([other?.outcome, ahead?.outcome], ['row_conflict', 'row_conflict']);
    const [won] = await fixture.append(archived('ada', 2, ANSWER));
    assert.deepEqual([won?.play.state, won?.play.late], ['won', false]);
    const [further] = await fixture.append(archived('ada', 3, 'BALLON'));
    assert.deepEqual(
      [further?.outcome, further?.play.archive, further?.play.rows.length],
      ['play_finished', true, 2],
    );
    const { play, archived: kept } = await dayOf('ada');
    assert.deepEqual([play.rows, kept.state, kept.archive], [[], 'won', true]);
    await fixture.append(...WRONG.map((word, i) => archived('ada', i + 1, word, { day: '2026-11-09' })));
    assert.deepEqual(await monthOf('ada'), [
      { day: '2026-11-09', state: 'lost', attempts: 6, archive: true },
      { day: DAY, state: 'won', attempts: 2, archive: true },
    ]);
    assert.deepEqual(await monthOf('ada', '2026-10'), []);
  });

  test('keeps exactly one of several words sent for one row at once', async () => {
    const results = (await Promise.all(WRONG.map((word) => fixture.append(archived('bob', 1, word))))).flat();
    assert.equal(results.filter(({ outcome }) => outcome === 'accepted').length, 1);
    assert.equal((await dayOf('bob')).archived.rows.length, 1);
  });

  test('is in no statistics, no history and on no leaderboard', async () => {
    const [won] = await fixture.append(...winIn('cyd', 1, { day: DAY, archive: true }));
    assert.deepEqual([won?.outcome, won?.play.state], ['accepted', 'won']);
    assert.deepEqual(((await fixture.get('/plays', 'cyd')).json as PlayHistory).plays, []);
    const { played, longestStreak, points } = (await fixture.get('/statistics', 'cyd')).json as Statistics;
    assert.deepEqual([played, longestStreak, points], [0, 0, 0]);
    for (const period of ['day', 'week', 'month', 'all'] as const) {
      assert.deepEqual((await fixture.leaderboard(period, 'cyd')).around, [], period);
    }
  });

  test('refuses a play of a day on which the player finished one, and returns that one', async () => {
    await fixture.append(...winIn('dan', 3, { day: DAY }));
    const [refused] = await fixture.append(archived('dan', 1, 'BALLON'));
    assert.deepEqual(
      [refused?.outcome, refused?.play.archive, refused?.play.rows.length],
      ['play_finished', undefined, 3],
    );
    assert.deepEqual((await dayOf('dan')).archived.rows, []);
    assert.deepEqual(await monthOf('dan'), [{ day: DAY, state: 'won', attempts: 3, archive: false }]);
  });

  test('refuses a play of yesterday while the one of the day itself can still be finished, and accepts it afterwards', async () => {
    const day = YESTERDAY;
    await fixture.append(attempt('eve', 1, 'BALLON', { day }));
    const [refused] = await fixture.append(archived('eve', 1, 'BATEAU', { day, late: true }));
    assert.deepEqual(
      [refused?.outcome, refused?.play.archive, refused?.play.rows.length],
      ['play_unfinished', undefined, 1],
    );
    const [begun] = await fixture.append(archived('fay', 1, 'BATEAU', { day, late: true }));
    assert.equal(begun?.outcome, 'accepted');
    // A day later.
    const [later] = await fixture.append(archived('eve', 1, 'BATEAU', { day }));
    assert.deepEqual([later?.outcome, later?.play.archive], ['accepted', true]);
    assert.deepEqual(await monthOf('eve'), [{ day, state: 'playing', attempts: 1, archive: true }]);
  });

  test('keeps the plays of guests for sixty days, and merges them into an account', async () => {
    const guest = newGuest();
    await fixture.append(archived(guest, 1, 'BALLON', { day: '2026-11-01' }));
    await fixture.append(archived(guest, 1, 'BALLON'), archived(guest, 2, ANSWER));
    for (const key of await fixture.keysOf(guest)) await fixture.redis.expire(key, 1000);
    await fixture.append(attempt(guest, 1, 'BALLON'));
    for (const [key, ttl] of await fixture.ttlsOf(guest)) {
      assert.ok(ttl > SIXTY_DAYS - 60 && ttl <= SIXTY_DAYS, `${key}: ${ttl}`);
    }
    const { json } = await fixture.game<ArchivedPlays>('GET', `guests/${guest}/archive/months/2026-11`);
    assert.equal(json.plays.length, 2);

    // The account's play is kept: the day is over.
    await fixture.append(archived('gus', 1, ANSWER, { day: '2026-11-01' }));
    await fixture.append(archived('gus', 1, 'BATEAU'));
    const owner = { id: 'gus', name: 'Nom de gus' };
    for (let times = 0; times < 2; times++) {
      assert.equal((await fixture.game('PUT', `guests/${guest}/owner`, owner)).status, 200);
      assert.deepEqual(await monthOf('gus'), [
        { day: '2026-11-01', state: 'won', attempts: 1, archive: true },
        { day: DAY, state: 'playing', attempts: 1, archive: true },
      ]);
    }
    assert.deepEqual(
      (await dayOf('gus')).archived.rows.map(({ word }) => word),
      ['BATEAU'],
    );
    const [refused] = await fixture.append(archived(guest, 1, 'BALLON', { day: '2026-11-02' }));
    assert.equal(refused?.outcome, 'guest_moved');
  });

  test('merges a guest who played only in the archive; a longer unfinished play of the guest replaces no finished one', async () => {
    const [guest, longer] = [newGuest(), newGuest()];
    await fixture.append(archived(guest, 1, 'BALLON'));
    await fixture.game('PUT', `guests/${guest}/owner`, { id: 'hal', name: 'Nom de hal' });
    assert.equal((await dayOf('hal')).archived.rows.length, 1);
    await fixture.append(archived('hal', 2, ANSWER));
    await fixture.append(...WRONG.slice(0, 3).map((word, i) => archived(longer, i + 1, word)));
    await fixture.game('PUT', `guests/${longer}/owner`, { id: 'hal', name: 'Nom de hal' });
    assert.equal((await dayOf('hal')).archived.state, 'won');
  });

  test('returns each player’s own plays, and refuses a malformed day or month', async () => {
    await fixture.append(archived('ida', 1, 'BALLON'));
    assert.deepEqual((await dayOf('jim')).archived.rows, []);
    for (const path of [
      'days/x',
      'days/2026-99-99',
      'months/2026-13',
      'months/2026-1',
      'months/2026-11-01',
    ]) {
      assert.equal((await asPlayer(fixture, 'ida')('GET', `archive/${path}`)).status, 400, path);
    }
    assert.equal((await fixture.game('GET', `archive/days/${DAY}`)).status, 403);
  });
});
