import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { League, LeagueInvitation, Leagues, LeagueTable } from '@motus/contracts';
import { attempt, type Fixture, openFixture, WRONG, winIn } from './fixture.ts';
import { asGame, asPlayer } from './requests.ts';

describe('leagues', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await openFixture();
  });
  after(() => fixture.close());

  const create = async (owner: string, name = 'Les amis') => {
    const id = randomUUID();
    const { status, json } = await asPlayer(fixture, owner)<League>('PUT', `leagues/${id}`, { name });
    assert.equal(status, 200, JSON.stringify(json));
    return json;
  };
  const join = (player: string, { id, invitation }: League) =>
    asPlayer(fixture, player)<League>('PUT', `leagues/${id}/membership`, { invitation });
  const read = (player: string, { id }: League) => asPlayer(fixture, player)<League>('GET', `leagues/${id}`);
  const list = async (player: string) =>
    (await asPlayer(fixture, player)<Leagues>('GET', 'leagues')).json.leagues;
  const ids = ({ members }: League) => members.map(({ player }) => player.id);

  test('creates a league once for repeated requests of its owner, and refuses its id to others', async () => {
    const id = randomUUID();
    const ask = (player: string, name: string) =>
      asPlayer(fixture, player)<League>('PUT', `leagues/${id}`, { name });
    const [once, twice] = await Promise.all([ask('ada', 'Famille'), ask('ada', 'Famille')]);
    assert.equal(once.status, 200);
    assert.deepEqual(once.json, twice.json);
    assert.equal(once.json.name, 'Famille');
    assert.deepEqual(
      once.json.members.map(({ player }) => player),
      [{ id: 'ada', name: 'Nom de ada' }],
    );
    const taken = await ask('bob', 'Famille');
    assert.deepEqual([taken.status, taken.json.code], [409, 'league_id_taken']);
    assert.deepEqual(await list('ada'), [{ id, name: 'Famille', owner: 'ada', members: 1 }]);
    assert.deepEqual(await list('bob'), []);
  });

  test('an invitation shows its league and admits members, also repeatedly', async () => {
    const league = await create('cyd');
    const readInvitation = (token: string) =>
      asGame(fixture)<LeagueInvitation>('GET', `leagues/${league.id}/invitation?token=${token}`);
    assert.deepEqual((await readInvitation(league.invitation)).json, {
      id: league.id,
      name: 'Les amis',
      owner: 'Nom de cyd',
      members: 1,
    });
    const wrong = 'x'.repeat(22);
    assert.equal((await readInvitation(wrong)).json.code, 'invitation_invalid');
    const refused = await join('dan', { ...league, invitation: wrong });
    assert.deepEqual([refused.status, refused.json.code], [404, 'invitation_invalid']);
    assert.deepEqual(await list('dan'), []);

    const first = await join('dan', league);
    fixture.setNow('2026-11-21T10:00:09Z');
    assert.deepEqual((await join('dan', league)).json, first.json);
    assert.deepEqual(ids(first.json), ['cyd', 'dan']);
    assert.deepEqual(await list('dan'), [{ id: league.id, name: 'Les amis', owner: 'cyd', members: 2 }]);
  });

  test('hides a league from non-members, and refuses their changes', async () => {
    const league = await create('eve');
    const stranger = asPlayer(fixture, 'fay');
    const tries = [
      stranger('GET', `leagues/${league.id}`),
      stranger('PUT', `leagues/${league.id}/name`, { name: 'Autre' }),
      stranger('PUT', `leagues/${league.id}/invitation`, { replaces: league.invitation }),
      stranger('DELETE', `leagues/${league.id}/members/eve`),
      stranger('GET', `leagues/${league.id}/table/day`),
    ];
    for (const { status, json } of await Promise.all(tries)) {
      assert.deepEqual([status, json.code], [404, 'league_not_found']);
      assert.ok(json.message);
    }
    assert.equal((await stranger('DELETE', `leagues/${league.id}`)).status, 403);
    assert.deepEqual((await read('eve', league)).json, league);
  });

  test('lets only the owner rename, remove members, renew the invitation and delete', async () => {
    const league = await create('gus');
    await join('hal', league);
    const member = asPlayer(fixture, 'hal');
    const tries = [
      member('PUT', `leagues/${league.id}/name`, { name: 'Autre' }),
      member('PUT', `leagues/${league.id}/invitation`, { replaces: league.invitation }),
      member('DELETE', `leagues/${league.id}/members/gus`),
      member('DELETE', `leagues/${league.id}`),
    ];
    for (const { status, json } of await Promise.all(tries)) {
      assert.deepEqual([status, json.code], [403, 'not_league_owner']);
    }
    const owner = asPlayer(fixture, 'gus');
    const renamed = await owner<League>('PUT', `leagues/${league.id}/name`, { name: 'Les vrais amis' });
    assert.equal(renamed.json.name, 'Les vrais amis');
    assert.deepEqual(ids(renamed.json), ['gus', 'hal']);

    const renew = () =>
      owner<League>('PUT', `leagues/${league.id}/invitation`, { replaces: league.invitation });
    const [once, twice] = [await renew(), await renew()];
    assert.notEqual(once.json.invitation, league.invitation);
    assert.equal(twice.json.invitation, once.json.invitation);
    assert.equal((await join('ida', league)).json.code, 'invitation_invalid');

    for (const again of [204, 204])
      assert.equal((await owner('DELETE', `leagues/${league.id}`)).status, again);
    assert.equal((await read('gus', league)).status, 404);
    assert.deepEqual([await list('gus'), await list('hal')], [[], []]);
  });

  test('a removed member cannot come back with the old invitation', async () => {
    const league = await create('jim');
    await join('kay', league);
    for (const again of [204, 204]) {
      const removed = await asPlayer(fixture, 'jim')('DELETE', `leagues/${league.id}/members/kay`);
      assert.equal(removed.status, again);
    }
    assert.equal((await join('kay', league)).json.code, 'invitation_invalid');
    assert.deepEqual(await list('kay'), []);
    const now = (await read('jim', league)).json;
    assert.deepEqual((await join('kay', now)).status, 200);
  });

  test('the member who joined first succeeds an owner who leaves; the last member who leaves ends the league', async () => {
    const league = await create('lea');
    const leave = (player: string) => asPlayer(fixture, player)('DELETE', `leagues/${league.id}/membership`);
    for (const [i, player] of ['max', 'ned'].entries()) {
      fixture.setNow(`2026-11-21T11:00:0${i}Z`);
      await join(player, league);
    }
    for (const again of [204, 204]) assert.equal((await leave('lea')).status, again);
    const after = (await read('max', league)).json;
    assert.deepEqual([after.owner, ids(after)], ['max', ['max', 'ned']]);
    await leave('max');
    await leave('ned');
    assert.deepEqual(await list('ned'), []);
    assert.equal((await join('ned', league)).json.code, 'invitation_invalid');
  });

  test('a league has at most 200 members, however many join at once', async () => {
    const league = await create('olga');
    const joined = await Promise.all(Array.from({ length: 203 }, (_, i) => join(`crowd${i}`, league)));
    const refused = joined.filter(({ status }) => status !== 200);
    assert.deepEqual(
      refused.map(({ status, json }) => [status, json.code]),
      Array(4).fill([409, 'league_full']),
    );
    assert.equal((await read('olga', league)).json.members.length, 200);
    const [late] = joined.flatMap(({ status }, i) => (status === 200 ? [] : [`crowd${i}`]));
    assert.deepEqual(await list(late ?? ''), []);
  });

  test('a player is in at most 20 leagues; deleted ones do not count', async () => {
    fixture.setNow('2026-11-21T12:00:00Z');
    const leagues = await Promise.all(Array.from({ length: 20 }, () => create('pam')));
    const full = await asPlayer(fixture, 'pam')('PUT', `leagues/${randomUUID()}`, { name: 'De trop' });
    assert.deepEqual([full.status, full.json.code], [409, 'too_many_leagues']);
    assert.equal((await list('pam')).length, 20);
    await asPlayer(fixture, 'pam')('DELETE', `leagues/${leagues[0]?.id}`);
    assert.equal((await list('pam')).length, 19);
    fixture.setNow('2026-11-21T12:01:01Z');
    await create('pam');
    assert.equal((await list('pam')).length, 20);
  });

  test('the table has the points and order of the leaderboard, with members without a play last', async () => {
    const day = '2026-11-22';
    const league = await create('quin');
    for (const player of ['rob', 'sue', 'tom']) await join(player, league);
    const finish = async (player: string, attempts: number, at: string) => {
      fixture.setNow(at);
      await fixture.append(...winIn(player, attempts, { day }));
    };
    await finish('sue', 2, `${day}T10:00:00.002Z`);
    await finish('rob', 2, `${day}T10:00:00.001Z`);
    await finish('outsider', 1, `${day}T09:00:00Z`);
    await fixture.append(...WRONG.map((word, i) => attempt('tom', i + 1, word, { day })));

    for (const period of ['day', 'week', 'month', 'all']) {
      const { json } = await asPlayer(fixture, 'quin')<LeagueTable>(
        'GET',
        `leagues/${league.id}/table/${period}`,
      );
      assert.deepEqual(
        json.entries.map(({ rank, player, points }) => [rank, player.name, points]),
        [
          [1, 'Nom de rob', 85],
          [2, 'Nom de sue', 85],
          [3, 'Nom de tom', 0],
          [null, 'Nom de quin', 0],
        ],
        period,
      );
      assert.equal(json.entries[0]?.finishedAt, Date.parse(`${day}T10:00:00.001Z`));
      assert.equal(json.entries[3]?.finishedAt, null);
    }
    const { top } = await fixture.leaderboard('day', 'quin');
    const inLeague = top.filter(({ player }) => player.id !== 'outsider');
    const table = await asPlayer(fixture, 'quin')<LeagueTable>('GET', `leagues/${league.id}/table/day`);
    assert.deepEqual(
      inLeague.map(({ player, points, finishedAt }) => [player.id, points, finishedAt]),
      table.json.entries.slice(0, 3).map(({ player, points, finishedAt }) => [player.id, points, finishedAt]),
    );
  });

  test('refuses a malformed id, name or invitation before anything is written', async () => {
    const owner = asPlayer(fixture, 'una');
    const league = await create('una');
    const wrong: [string, object][] = [
      ['leagues/1', { name: 'Ligue' }],
      ['leagues/{x}:about', { name: 'Ligue' }],
      [`leagues/${randomUUID()}`, {}],
      [`leagues/${randomUUID()}`, { name: '' }],
      [`leagues/${randomUUID()}`, { name: ' ' }],
      [`leagues/${randomUUID()}`, { name: ' Ligue' }],
      [`leagues/${randomUUID()}`, { name: 'a\nb' }],
      [`leagues/${randomUUID()}`, { name: 'x'.repeat(41) }],
      [`leagues/${randomUUID()}`, { name: 'Ligue', owner: 'bob' }],
      [`leagues/${league.id}/membership`, { invitation: 'x' }],
      [`leagues/${league.id}/invitation`, { replaces: '' }],
    ];
    for (const [path, body] of wrong) {
      const { status, json } = await owner('PUT', path, body);
      assert.deepEqual([status, json.code], [400, 'bad_request'], `${path} ${JSON.stringify(body)}`);
    }
    assert.equal((await list('una')).length, 1);
    assert.equal((await asGame(fixture)('GET', 'leagues')).json.code, 'scope_missing');
  });
});
