import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type {
  Leaderboard,
  League,
  LeagueInvitation,
  Leagues,
  LeagueTable,
  OperatorActions,
  Play,
} from '@motus/contracts';
import { ANSWER, attempt, winIn } from './fixture.ts';
import { type GuestFixture, newGuest, openGuestFixture } from './guest-fixture.ts';
import { asOperator, asPlayer } from './requests.ts';

const TODAY = '2026-11-21';

describe('data that a token, a cookie, an invitation or a bookmark refers to is missing', () => {
  let fixture: GuestFixture;
  before(async () => {
    fixture = await openGuestFixture();
  });
  after(() => fixture.close());

  async function remove(pattern: string): Promise<void> {
    const keys = await fixture.redis.keys(pattern);
    assert.ok(keys.length > 0, pattern);
    await fixture.redis.del(...keys);
  }

  async function leagueOf(owner: string, ...members: string[]): Promise<League> {
    const { json } = await asPlayer(fixture, owner)<League>('PUT', `leagues/${randomUUID()}`, {
      name: 'Les amis',
    });
    for (const member of members) {
      const joined = await asPlayer(fixture, member)('PUT', `leagues/${json.id}/membership`, {
        invitation: json.invitation,
      });
      assert.equal(joined.status, 200);
    }
    return json;
  }

  test('a player: reads are empty, and the first row begins a play', async () => {
    await fixture.append(...winIn('ada', 2, { day: '2026-11-20' }), attempt('ada', 1, 'BALLON'));
    // Reading publishes the finished play.
    await fixture.leaderboard('all', 'ada');
    await remove('{ada}*');
    const [ada, newcomer] = [asPlayer(fixture, 'ada'), asPlayer(fixture, 'newcomer')];
    for (const path of [
      'plays',
      `plays/${TODAY}`,
      `plays/${TODAY}/and-before`,
      'statistics',
      'archive/months/2026-11',
      `archive/days/${TODAY}`,
      'leagues',
    ]) {
      const { status, json } = await ada('GET', path);
      assert.deepEqual([status, json], [200, (await newcomer('GET', path)).json], path);
    }
    // The leaderboards have keys of their own, which keep the place.
    const { status, json: board } = await ada<Leaderboard>('GET', 'leaderboards/all');
    assert.deepEqual([status, board.around[0]?.player], [200, { id: 'ada', name: 'ada' }]);
    const [second, first] = await fixture.append(attempt('ada', 2, 'BATEAU'), attempt('ada', 1, 'BATEAU'));
    assert.deepEqual([second?.outcome, first?.outcome], ['row_conflict', 'accepted']);
  });

  test('the name of a player: other players see the id instead', async () => {
    await fixture.append(...winIn('bea', 2));
    const { id, invitation } = await leagueOf('bea', 'bob');
    await remove('{bea}:name');
    const bob = asPlayer(fixture, 'bob');
    const { json: board } = await bob<{ top: { player: object }[] }>('GET', 'leaderboards/day');
    const { json: league } = await bob<League>('GET', `leagues/${id}`);
    const { json: table } = await bob<LeagueTable>('GET', `leagues/${id}/table/day`);
    const { json: invited } = await fixture.game<LeagueInvitation>(
      'GET',
      `leagues/${id}/invitation?token=${invitation}`,
    );
    for (const player of [board.top[0]?.player, league.members[0]?.player, table.entries[0]?.player]) {
      assert.deepEqual(player, { id: 'bea', name: 'bea' });
    }
    assert.equal(invited.owner, 'bea');
  });

  test('a guest: reads are empty, the next row is a conflict without rows, and nothing is merged', async () => {
    const guest = newGuest();
    await fixture.append(
      attempt(guest, 1, 'BALLON'),
      attempt(guest, 1, ANSWER, { day: '2026-11-10', archive: true }),
    );
    await remove(`{${guest}}*`);
    const other = newGuest();
    for (const path of [
      'plays',
      `plays/${TODAY}`,
      'statistics',
      'leaderboards/day',
      'archive/months/2026-11',
    ]) {
      const { status, json } = await fixture.game('GET', `guests/${guest}/${path}`);
      const empty = await fixture.game('GET', `guests/${other}/${path}`);
      assert.deepEqual([status, json], [200, empty.json], path);
    }
    const [next] = await fixture.append(attempt(guest, 2, 'BATEAU'));
    assert.deepEqual([next?.outcome, next?.rows], ['row_conflict', []]);
    const merged = await fixture.game('PUT', `guests/${guest}/owner`, { id: 'cyd', name: 'Cyd' });
    assert.deepEqual([merged.status, merged.json], [200, { owner: 'cyd' }]);
    assert.deepEqual((await asPlayer(fixture, 'cyd')<Play>('GET', `plays/${TODAY}`)).json.rows, []);
  });

  /** The requests of members and of invited players, each with the status and code if the league is missing. */
  const REQUESTS: readonly (readonly ['GET' | 'PUT' | 'DELETE', string, object | undefined, string])[] = [
    ['GET', '', undefined, '404 league_not_found'],
    ['GET', '/table/week', undefined, '404 league_not_found'],
    ['PUT', '/name', { name: 'Autre' }, '404 league_not_found'],
    ['PUT', '/invitation', { replaces: 'A'.repeat(22) }, '404 league_not_found'],
    ['PUT', '/membership', { invitation: 'A'.repeat(22) }, '404 invitation_invalid'],
    ['DELETE', '/members/eve', undefined, '404 league_not_found'],
    ['DELETE', '/membership', undefined, '204'],
    ['DELETE', '', undefined, '204'],
  ];

  test('a league, or one of its keys: it is not found, and not on the list', async () => {
    for (const gone of ['*', ':about', ':members']) {
      for (const [method, path, body, expected] of REQUESTS) {
        const { id, invitation } = await leagueOf('dan');
        await remove(`{league:${id}}${gone}`);
        const { status, json } = await asPlayer(fixture, 'dan')(method, `leagues/${id}${path}`, body);
        const name = `${gone} ${method} ${path}`;
        // If one key is left some requests succeed: the owner can still delete the league.
        if (gone === '*') assert.equal([status, json.code].filter(Boolean).join(' '), expected, name);
        else assert.ok(status < 300 || (status >= 400 && status < 500 && json.code), `${name}: ${status}`);
        const invited = await fixture.game('GET', `leagues/${id}/invitation?token=${invitation}`);
        assert.ok(invited.status === 200 || invited.json.code === 'invitation_invalid', name);
        const { json: mine } = await asPlayer(fixture, 'dan')<Leagues>('GET', 'leagues');
        assert.deepEqual(mine.leagues, [], name);
        await remove('{dan}:leagues');
      }
    }
  });

  test('a member of a league: removing it again succeeds, and a present member inherits the league', async () => {
    const { id } = await leagueOf('eve', 'fay', 'gus');
    const eve = asPlayer(fixture, 'eve');
    assert.equal((await asPlayer(fixture, 'fay')('DELETE', `leagues/${id}/membership`)).status, 204);
    assert.equal((await eve('DELETE', `leagues/${id}/members/fay`)).status, 204);
    assert.equal((await eve('DELETE', `leagues/${id}/members/nobody`)).status, 204);
    const refused = await asPlayer(fixture, 'fay')('GET', `leagues/${id}/table/day`);
    assert.deepEqual([refused.status, refused.json.code], [404, 'league_not_found']);
    // The key of the list may still contain the league.
    assert.deepEqual((await asPlayer(fixture, 'fay')<Leagues>('GET', 'leagues')).json.leagues, []);
    await eve('DELETE', `leagues/${id}/membership`);
    assert.equal((await asPlayer(fixture, 'gus')<League>('GET', `leagues/${id}`)).json.owner, 'gus');
  });

  test('a day: one that does not exist, or is over', async () => {
    const operator = asOperator(fixture, 'ope');
    const ida = asPlayer(fixture, 'ida');
    for (const day of ['2026-02-30', '2026-04-31', '1999-01-01', '9999-12-31', '0000-01-01']) {
      for (const path of [`plays/${day}`, `plays/${day}/and-before`, `archive/days/${day}`]) {
        const { status, json } = await ida('GET', path);
        assert.ok(status === 200 || (status < 500 && json.code), `${path}: ${status}`);
      }
      for (const [method, path, body] of [
        ['POST', `operator/days/${day}/reveal`, undefined],
        ['PUT', `operator/choices/${day}`, { sealedAnswer: 'x' }],
        ['DELETE', `operator/choices/${day}`, undefined],
      ] as const) {
        const { status, json } = await operator(method, path, body);
        assert.equal(status, 409, `${path}: ${json.code}`);
        assert.match(json.code, /^day_(over|begun|too_far)$/);
      }
    }
    const record = await fixture.game('PUT', 'days/2026-11-10', { sealedAnswer: 'x' });
    await remove('*day:2026-11-10*');
    const again = await fixture.game('PUT', 'days/2026-11-10', { sealedAnswer: 'x' });
    assert.deepEqual([record.status, again.status], [200, 200]);
  });

  test('a report, a choice, a blocked word, or an action of an operator', async () => {
    const operator = asOperator(fixture, 'ope');
    const handled = await operator('PUT', 'operator/reports/should_not_be_valid/BALLON', { handled: true });
    assert.deepEqual([handled.status, handled.json.code], [404, 'report_not_found']);
    assert.equal((await operator('DELETE', 'operator/choices/2026-11-25')).status, 204);
    const nothing = await operator<{ sealedAnswer: null }>('POST', 'operator/days/2026-11-25/reveal');
    assert.deepEqual([nothing.status, nothing.json.sealedAnswer], [200, null]);
    const unblocked = await operator('PUT', 'operator/blocked-words', { word: 'BALLON', blocked: false });
    assert.equal(unblocked.status, 200);
    await remove('{operator-actions}:details');
    const { status, json } = await operator<OperatorActions>('GET', 'operator/actions');
    assert.deepEqual([status, json.actions], [200, []]);
  });
});
