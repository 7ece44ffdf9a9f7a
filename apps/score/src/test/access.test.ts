import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { historyEndpoints, MAX_ATTEMPTS_PER_REQUEST, scoreApi } from '@motus/contracts';
import { assertForeignOriginsRefused, recordRoutes } from '@motus/testing/routes';
import { attempt, type Fixture, openFixture, startFixture } from './fixture.ts';

describe('access to the routes', () => {
  const routes = recordRoutes();
  let fixture: Fixture;
  before(async () => {
    fixture = await openFixture();
  });
  after(() => fixture.close());

  const write = (authorization?: string) =>
    fixture.app.inject({
      method: 'POST',
      url: '/score/attempts',
      headers: authorization === undefined ? {} : { authorization },
      payload: { attempts: [attempt('ada', 1, 'BALLON')] },
    });

  test('serves every endpoint of the score API, and for guests what they read', () => {
    const { readPlay, readPlayAndBefore, readArchiveMonth, readArchiveDay } = scoreApi;
    const forGuests = [
      ...Object.values(historyEndpoints),
      readPlay,
      readPlayAndBefore,
      readArchiveMonth,
      readArchiveDay,
    ];
    const routes = [
      ...Object.values(scoreApi).map(({ method, path }) => ({ method, url: `/score${path}` })),
      ...forGuests.map(({ method, path }) => ({ method, url: `/score/guests/:guest${path}` })),
    ];
    for (const route of routes) {
      assert.ok(fixture.app.hasRoute(route), `${route.method} ${route.url}`);
    }
  });

  test('refuses requests of other origins on every route with an unsafe method', async () => {
    const refusing = await assertForeignOriginsRefused(fixture.app, routes);
    assert.ok(refusing.includes('POST /score/attempts'));
  });

  test('requires the game’s own token with the scope score:write for writes', async () => {
    const cases: [string | undefined, number, string][] = [
      [undefined, 401, 'token_missing'],
      ['Basic bW90dXM6eA==', 401, 'token_missing'],
      ['Bearer not.a.token', 401, 'token_invalid'],
      [`Bearer ${await fixture.playerToken('ada')}`, 403, 'scope_missing'],
      [`Bearer ${await fixture.token({ client_id: 'other', scope: 'score:write' })}`, 403, 'scope_missing'],
      [`Bearer ${await fixture.token({ scope: 'score:write', aud: 'urn:other' })}`, 401, 'token_invalid'],
      [
        `Bearer ${await fixture.token({ scope: 'score:write', iss: 'http://evil.test' })}`,
        401,
        'token_invalid',
      ],
      [`Bearer ${await fixture.token({ scope: 'score:write', exp: 1 })}`, 401, 'token_invalid'],
      [`Bearer ${await fixture.gameToken()}`, 200, ''],
    ];
    for (const [authorization, status, code] of cases) {
      const response = await write(authorization);
      assert.equal(response.statusCode, status, `${authorization} → ${response.body}`);
      if (status !== 200) assert.equal(response.json().code, code);
    }
  });

  test('refuses a token that another issuer signed', async (t) => {
    const other = await startFixture(t);
    const response = await write(`Bearer ${await other.gameToken()}`);
    assert.equal(response.statusCode, 401);
  });

  test('lets players read only their own plays: no request can name another player', async () => {
    await fixture.append(attempt('bob', 1, 'BALLON'));
    const own = await fixture.get('/plays/2026-11-21', 'bob');
    const other = await fixture.get('/plays/2026-11-21', 'eve');
    assert.equal((own.json as { rows: unknown[] }).rows.length, 1);
    assert.equal((other.json as { rows: unknown[] }).rows.length, 0);
    const game = await fixture.app.inject({
      url: '/score/plays',
      headers: { authorization: `Bearer ${await fixture.gameToken()}` },
    });
    assert.equal(game.statusCode, 403);
  });

  test('answers malformed requests with a code, a message and an id, on every route', async () => {
    const authorization = `Bearer ${await fixture.gameToken()}`;
    const good = attempt('ada', 1, 'BALLON');
    const bodies: unknown[] = [
      {},
      { attempts: [] },
      { attempts: 'x' },
      { attempts: [{ ...good, row: 0 }] },
      { attempts: [{ ...good, row: 7 }] },
      { attempts: [{ ...good, row: 1.5 }] },
      { attempts: [{ ...good, word: '' }] },
      { attempts: [{ ...good, word: 'ballon' }] },
      { attempts: [{ ...good, day: '2026-13-01' }] },
      { attempts: [{ ...good, player: { id: '{x}:y', name: 'x' } }] },
      { attempts: [{ ...good, encodedPattern: 'green' }] },
      { attempts: [{ ...good, more: 1 }] },
      { attempts: Array(MAX_ATTEMPTS_PER_REQUEST + 1).fill(good) },
    ];
    for (const payload of bodies) {
      const response = await fixture.app.inject({
        method: 'POST',
        url: '/score/attempts',
        headers: { authorization },
        payload: payload as object,
      });
      assert.equal(response.statusCode, 400, JSON.stringify(payload));
      const { code, message, requestId } = response.json();
      assert.equal(code, 'bad_request');
      assert.ok(message && requestId);
      assert.doesNotMatch(response.body, /stack|node_modules/);
    }
    const player = { authorization: `Bearer ${await fixture.playerToken('ada')}` };
    for (const url of [
      '/score/plays/x',
      '/score/plays/2026-99-99',
      '/score/plays/2026-99-99/and-before',
      '/score/leaderboards/year',
      '/score/%zz',
    ]) {
      const response = await fixture.app.inject({ url, headers: player });
      assert.equal(response.statusCode, 400, url);
      assert.equal(response.json().code, 'bad_request');
    }
    assert.equal((await fixture.app.inject({ url: '/score/nothing' })).json().code, 'not_found');
  });

  test('readiness fails while the store is away, but not during a failover; liveness stays', async (t) => {
    const lone = await startFixture(t);
    await lone.append(attempt('ada', 1, 'BALLON'));
    assert.equal((await lone.app.inject('/health/ready')).statusCode, 200);
    await lone.store.crash();
    assert.equal((await lone.app.inject('/health/ready')).statusCode, 200);
    await assert.rejects(lone.append(attempt('ada', 2, 'BATEAU')), /^Error: 503/);
    assert.equal((await lone.app.inject('/health/ready')).statusCode, 503);
    assert.equal((await lone.app.inject('/health/live')).statusCode, 200);
  });
});
