import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { attempt, type Bench, openBench, startBench } from './bench.ts';

describe('who may do what', () => {
  let bench: Bench;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());

  const write = (authorization?: string) =>
    bench.app.inject({
      method: 'POST',
      url: '/score/attempts',
      headers: authorization === undefined ? {} : { authorization },
      payload: { attempts: [attempt('ada', 1, 'BALLON')] },
    });

  test('writes need the game’s own token with the scope score:write', async () => {
    const cases: [string | undefined, number, string][] = [
      [undefined, 401, 'token_missing'],
      ['Basic bW90dXM6eA==', 401, 'token_missing'],
      ['Bearer not.a.token', 401, 'token_invalid'],
      [`Bearer ${await bench.playerToken('ada')}`, 403, 'scope_missing'],
      [`Bearer ${await bench.token({ client_id: 'other', scope: 'score:write' })}`, 403, 'scope_missing'],
      [`Bearer ${await bench.token({ scope: 'score:write', aud: 'urn:other' })}`, 401, 'token_invalid'],
      [
        `Bearer ${await bench.token({ scope: 'score:write', iss: 'http://evil.test' })}`,
        401,
        'token_invalid',
      ],
      [`Bearer ${await bench.token({ scope: 'score:write', exp: 1 })}`, 401, 'token_invalid'],
      [`Bearer ${await bench.gameToken()}`, 200, ''],
    ];
    for (const [authorization, status, code] of cases) {
      const response = await write(authorization);
      assert.equal(response.statusCode, status, `${authorization} → ${response.body}`);
      if (status !== 200) assert.equal(response.json().code, code);
    }
  });

  test('a token that somebody else signed is refused', async (t) => {
    const other = await startBench(t);
    const response = await write(`Bearer ${await other.gameToken()}`);
    assert.equal(response.statusCode, 401);
  });

  test('a player reads the own plays only: there is no way to name another', async () => {
    await bench.append(attempt('bob', 1, 'BALLON'));
    const own = await bench.get('/plays/2026-11-21', 'bob');
    const other = await bench.get('/plays/2026-11-21', 'eve');
    assert.equal((own.json as { rows: unknown[] }).rows.length, 1);
    assert.equal((other.json as { rows: unknown[] }).rows.length, 0);
    const game = await bench.app.inject({
      url: '/score/plays',
      headers: { authorization: `Bearer ${await bench.gameToken()}` },
    });
    assert.equal(game.statusCode, 403);
  });

  test('malformed requests get a code, a message and an id, on every route', async () => {
    const authorization = `Bearer ${await bench.gameToken()}`;
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
      { attempts: Array(65).fill(good) },
    ];
    for (const payload of bodies) {
      const response = await bench.app.inject({
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
    const player = { authorization: `Bearer ${await bench.playerToken('ada')}` };
    for (const url of [
      '/score/plays/x',
      '/score/plays/2026-99-99',
      '/score/plays/2026-99-99/and-before',
      '/score/leaderboards/year',
      '/score/%zz',
    ]) {
      const response = await bench.app.inject({ url, headers: player });
      assert.equal(response.statusCode, 400, url);
      assert.equal(response.json().code, 'bad_request');
    }
    assert.equal((await bench.app.inject({ url: '/score/nothing' })).json().code, 'not_found');
  });

  test('readiness goes with the store, but not for a switch of its primary; liveness does not care', async (t) => {
    const lone = await startBench(t);
    await lone.append(attempt('ada', 1, 'BALLON'));
    assert.equal((await lone.app.inject('/health/ready')).statusCode, 200);
    await lone.store.crash();
    assert.equal((await lone.app.inject('/health/ready')).statusCode, 200);
    await assert.rejects(lone.append(attempt('ada', 2, 'BATEAU')), /^Error: 503/);
    assert.equal((await lone.app.inject('/health/ready')).statusCode, 503);
    assert.equal((await lone.app.inject('/health/live')).statusCode, 200);
  });
});
