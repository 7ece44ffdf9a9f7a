import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { League, LeagueInvitation, Leagues, LeagueTable } from '@motus/contracts';
import { attempt, type Bench, openBench, WRONG, winIn } from './fixture.ts';
import { asGame, asPlayer } from './requests.ts';

describe('leagues', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());

  const create = async (owner: string, name = 'Les amis') => {
    const id = randomUUID();
    const { status, json } = await asPlayer(bench, owner)<League>('PUT', `leagues/${id}`, { name });
    assert.equal(status, 200, JSON.stringify(json));
    return json;
  };
  const join = (player: string, { id, invitation }: League) =>
    asPlayer(bench, player)<League>('PUT', `leagues/${id}/membership`, { invitation });
  const read = (player: string, { id }: League) => asPlayer(bench, player)<League>('GET', `leagues/${id}`);
  const list = async (player: string) =>
    (await asPlayer(bench, player)<Leagues>('GET', 'leagues')).json.leagues;
  const ids = ({ members }: League) => members.map(({ player }) => player.id);

  test('created again under the same id by the same owner is the same league; that id is nobody else’s', async () => {
    const id = randomUUID();
    const ask = (player: string, name: string) =>
      asPlayer(bench, player)<League>('PUT', `leagues/${id}`, { name });
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

  test('an invitation shows what it invites to, lets in, and as often as it is used', async () => {
    const league = await create('cyd');
    const look = (token: string) =>
      asGame(bench)<LeagueInvitation>('GET', `leagues/${league.id}/invitation?token=${token}`);
    assert.deepEqual((await look(league.invitation)).json, {
      id: league.id,
      name: 'Les amis',
      owner: 'Nom de cyd',
      members: 1,
    });
    const wrong = 'x'.repeat(22);
    assert.equal((await look(wrong)).json.code, 'invitation_invalid');
    const refused = await join('dan', { ...league, invitation: wrong });
    assert.deepEqual([refused.status, refused.json.code], [404, 'invitation_invalid']);
    assert.deepEqual(await list('dan'), []);

    const first = await join('dan', league);
    bench.setNow('2026-11-21T10:00:09Z');
    assert.deepEqual((await join('dan', league)).json, first.json);
    assert.deepEqual(ids(first.json), ['cyd', 'dan']);
    assert.deepEqual(await list('dan'), [{ id: league.id, name: 'Les amis', owner: 'cyd', members: 2 }]);
  });

  test('who is no member learns nothing of a league and changes nothing', async () => {
    const league = await create('eve');
    const stranger = asPlayer(bench, 'fay');
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

  test('the owner alone renames, removes, renews and deletes', async () => {
    const league = await create('gus');
    await join('hal', league);
    const member = asPlayer(bench, 'hal');
    const tries = [
      member('PUT', `leagues/${league.id}/name`, { name: 'Autre' }),
      member('PUT', `leagues/${league.id}/invitation`, { replaces: league.invitation }),
      member('DELETE', `leagues/${league.id}/members/gus`),
      member('DELETE', `leagues/${league.id}`),
    ];
    for (const { status, json } of await Promise.all(tries)) {
      assert.deepEqual([status, json.code], [403, 'not_league_owner']);
    }
    const owner = asPlayer(bench, 'gus');
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

  test('who is removed does not come back by the invitation of before', async () => {
    const league = await create('jim');
    await join('kay', league);
    for (const again of [204, 204]) {
      const removed = await asPlayer(bench, 'jim')('DELETE', `leagues/${league.id}/members/kay`);
      assert.equal(removed.status, again);
    }
    assert.equal((await join('kay', league)).json.code, 'invitation_invalid');
    assert.deepEqual(await list('kay'), []);
    const now = (await read('jim', league)).json;
    assert.deepEqual((await join('kay', now)).status, 200);
  });

  test('an owner who leaves hands over to the longest member; the last one ends the league', async () => {
    const league = await create('lea');
    const leave = (player: string) => asPlayer(bench, player)('DELETE', `leagues/${league.id}/membership`);
    for (const [i, player] of ['max', 'ned'].entries()) {
      bench.setNow(`2026-11-21T11:00:0${i}Z`);
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

  test('a league takes 200 members, however many come at once', async () => {
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

  test('a player is in 20 leagues at most, and those that are gone do not count', async () => {
    bench.setNow('2026-11-21T12:00:00Z');
    const leagues = await Promise.all(Array.from({ length: 20 }, () => create('pam')));
    const full = await asPlayer(bench, 'pam')('PUT', `leagues/${randomUUID()}`, { name: 'De trop' });
    assert.deepEqual([full.status, full.json.code], [409, 'too_many_leagues']);
    assert.equal((await list('pam')).length, 20);
    await asPlayer(bench, 'pam')('DELETE', `leagues/${leagues[0]?.id}`);
    assert.equal((await list('pam')).length, 19);
    bench.setNow('2026-11-21T12:01:01Z');
    await create('pam');
    assert.equal((await list('pam')).length, 20);
  });

  test('the table has the points and the order of the leaderboard, and members without a play last', async () => {
    const day = '2026-11-22';
    const league = await create('quin');
    for (const player of ['rob', 'sue', 'tom']) await join(player, league);
    const finish = async (player: string, attempts: number, at: string) => {
      bench.setNow(at);
      await bench.append(...winIn(player, attempts, { day }));
    };
    await finish('sue', 2, `${day}T10:00:00.002Z`);
    await finish('rob', 2, `${day}T10:00:00.001Z`);
    await finish('outsider', 1, `${day}T09:00:00Z`);
    await bench.append(...WRONG.map((word, i) => attempt('tom', i + 1, word, { day })));

    for (const period of ['day', 'week', 'month', 'all']) {
      const { json } = await asPlayer(bench, 'quin')<LeagueTable>(
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
    const { top } = await bench.leaderboard('day', 'quin');
    const inLeague = top.filter(({ player }) => player.id !== 'outsider');
    const table = await asPlayer(bench, 'quin')<LeagueTable>('GET', `leagues/${league.id}/table/day`);
    assert.deepEqual(
      inLeague.map(({ player, points, finishedAt }) => [player.id, points, finishedAt]),
      table.json.entries.slice(0, 3).map(({ player, points, finishedAt }) => [player.id, points, finishedAt]),
    );
  });

  test('what is no league, no name and no invitation is refused before anything is written', async () => {
    const owner = asPlayer(bench, 'una');
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
    assert.equal((await asGame(bench)('GET', 'leagues')).json.code, 'scope_missing');
  });
});
