import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Play, PlayHistory, Statistics } from '@motus/contracts';
import { ANSWER, attempt, WRONG, winIn } from './fixture.ts';
import { type GuestFixture, newGuest, openGuestFixture } from './guest-fixture.ts';
import { asPlayer } from './requests.ts';

const SIXTY_DAYS = 60 * 24 * 3600;

describe('guests', () => {
  let fixture: GuestFixture;
  before(async () => {
    fixture = await openGuestFixture();
  });
  after(() => fixture.close());

  test('have plays, a history and statistics like players, and are on no leaderboard', async () => {
    const guest = newGuest();
    await fixture.append(...winIn(guest, 3));
    const [again] = await fixture.append(attempt(guest, 3, ANSWER));
    assert.deepEqual([again?.outcome, again?.repeated], ['accepted', true]);
    const [further] = await fixture.append(attempt(guest, 4, 'BALLON'));
    assert.equal(further?.outcome, 'play_finished');

    const { json: play } = await fixture.game<Play>('GET', `guests/${guest}/plays/2026-11-21`);
    assert.deepEqual([play.state, play.rows.length], ['won', 3]);
    const { json: history } = await fixture.game<PlayHistory>('GET', `guests/${guest}/plays`);
    assert.deepEqual(
      history.plays.map(({ day, points }) => [day, points]),
      [['2026-11-21', 70]],
    );
    const { json: statistics } = await fixture.game<Statistics>('GET', `guests/${guest}/statistics`);
    assert.deepEqual([statistics.played, statistics.currentStreak], [1, 1]);
    for (const period of ['day', 'week', 'month', 'all']) {
      const { json } = await fixture.game<{ players: number; around: unknown[] }>(
        'GET',
        `guests/${guest}/leaderboards/${period}`,
      );
      assert.deepEqual([json.players, json.around], [0, []], period);
    }
  });

  test('can be read only by the game, with no player’s token, whatever its subject', async () => {
    const guest = newGuest();
    await fixture.append(attempt(guest, 1, 'BALLON'));
    const paths = ['plays', 'plays/2026-11-21', 'statistics', 'leaderboards/day', 'archive/days/2026-11-20'];
    for (const path of paths) {
      const { status, json } = await asPlayer(fixture, 'eve')('GET', `guests/${guest}/${path}`);
      assert.deepEqual([status, json.code], [403, 'scope_missing'], path);
      const disguised = await asPlayer(fixture, guest)('GET', path);
      assert.deepEqual([disguised.status, disguised.json.code], [403, 'scope_missing'], path);
      for (const id of ['eve', 'guest-', `${guest}x`, '%7Bx%7D']) {
        const { status: malformed } = await fixture.game('GET', `guests/${id}/${path}`);
        assert.equal(malformed, 400, `${id}/${path}`);
      }
      const nobody = await fixture.app.inject({ url: `/score/guests/${guest}/${path}` });
      assert.equal(nobody.statusCode, 401, path);
    }
  });

  test('expire sixty days after the last attempt, with all earlier plays', async () => {
    const guest = newGuest();
    await fixture.append(...winIn(guest, 2, { day: '2026-11-20' }));
    await fixture.append(attempt(guest, 1, 'BALLON', { day: '2026-11-19' }));
    const stored = await fixture.keysOf(guest);
    assert.ok(stored.length >= 5);
    await Promise.all(stored.map((key) => fixture.redis.expire(key, 1000)));
    await fixture.append(attempt(guest, 1, 'BALLON'), attempt('zoe', 1, 'BALLON'));
    for (const [key, left] of await fixture.ttlsOf(guest)) {
      assert.ok(left > SIXTY_DAYS - 60 && left <= SIXTY_DAYS, `${key}: ${left}`);
    }
    for (const [key, left] of await fixture.ttlsOf('zoe')) assert.equal(left, -1, key);
    await fixture.append(...WRONG.slice(1).map((word, i) => attempt(guest, i + 2, word)));
    for (const [key, left] of await fixture.ttlsOf(guest)) assert.ok(left > 0, key);
  });

  test('have no keys in the store before the first attempt', async () => {
    const guest = newGuest();
    for (const path of ['plays', 'plays/2026-11-21', 'statistics', 'leaderboards/day']) {
      assert.equal((await fixture.game('GET', `guests/${guest}/${path}`)).status, 200);
    }
    assert.deepEqual(await fixture.keysOf(guest), []);
  });
});
