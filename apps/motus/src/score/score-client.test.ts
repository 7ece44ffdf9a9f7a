import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreApi } from '@motus/contracts';
import type { InternalClient, InternalRequest } from '@motus/internal-client';
import type { Caller } from './authorized-calls.ts';
import { createScoreClient } from './score-client.ts';

const PLAYER: Caller = {
  playerToken: 'player',
  renewPlayerToken: async () => 'renewed',
  guest: undefined,
};
const GUEST: Caller = { ...PLAYER, renewPlayerToken: undefined, guest: 'guest-1' };

const { listLeagues, renameLeague, deleteLeague } = scoreApi;

/** A client of a score service that returns these answers, one after the other; and the requests it received. */
function scoreClient(...answers: { status: number; text: string }[]) {
  const calls: InternalRequest[] = [];
  const call = async (request: InternalRequest) => {
    calls.push(request);
    const answer = answers.shift();
    if (answer === undefined) throw new Error('away');
    return answer;
  };
  const tokens = ['old', 'new'];
  const gameToken = {
    get: async () => tokens[0] ?? '',
    forget: (token: string) => {
      if (tokens[0] === token) tokens.shift();
    },
  };
  return {
    calls,
    ...createScoreClient({ internalClient: { call } as unknown as InternalClient, gameToken }),
  };
}

test('calls an endpoint with the player’s token', async () => {
  const score = scoreClient({ status: 200, text: '{"name":"Les amis"}' }, { status: 204, text: '' });
  const params = { id: '1' };
  assert.deepEqual(
    await score.asPlayer(PLAYER, renameLeague, { params, body: { name: 'Les amis' } }, 'pass-on'),
    { name: 'Les amis' },
  );
  assert.equal(await score.asPlayer(PLAYER, deleteLeague, { params }, 'pass-on'), undefined);
  assert.deepEqual(score.calls, [
    {
      method: 'PUT',
      path: '/score/leagues/1/name',
      body: '{"name":"Les amis"}',
      headers: {
        authorization: 'Bearer player',
        'content-type': 'application/json',
      },
    },
    {
      method: 'DELETE',
      path: '/score/leagues/1',
      headers: { authorization: 'Bearer player' },
    },
  ]);
});

test('sends a query, and names the guest in the path with the token of the game', async () => {
  const score = scoreClient({ status: 200, text: '{}' }, { status: 200, text: '{}' });
  const query = { handled: true, from: 50 };
  await score.asPlayer(PLAYER, scoreApi.listReports, { query }, 'pass-on');
  await score.asPlayer(GUEST, scoreApi.readPlay, { params: { day: '2026-11-21' } }, 'unavailable');
  assert.deepEqual(
    score.calls.map(({ path, headers }) => [path, headers?.authorization]),
    [
      ['/score/operator/reports?handled=true&from=50', 'Bearer player'],
      ['/score/guests/guest-1/plays/2026-11-21', 'Bearer old'],
    ],
  );
});

const REFUSAL = '{"code":"league_full","message":"Cette ligue est complète.","requestId":"other"}';

test('passes a refusal on where the call asks for that, and answers 503 where not', async () => {
  const refusal = { status: 409, text: REFUSAL };
  await assert.rejects(scoreClient(refusal).asPlayer(PLAYER, listLeagues, {}, 'pass-on'), {
    statusCode: 409,
    code: 'league_full',
    message: 'Cette ligue est complète.',
  });
  await assert.rejects(scoreClient(refusal).asPlayer(PLAYER, listLeagues, {}, 'unavailable'), {
    statusCode: 503,
    code: 'try_again',
  });
});

test('answers 401 not_logged_in where the score service refuses both player tokens', async () => {
  const refused = { status: 401, text: REFUSAL };
  await assert.rejects(scoreClient(refused, refused).asPlayer(PLAYER, listLeagues, {}, 'pass-on'), {
    statusCode: 401,
    code: 'not_logged_in',
  });
});

test('renews a player token that the score service refused, and repeats the call', async () => {
  const score = scoreClient({ status: 401, text: '' }, { status: 200, text: '{}' });
  assert.deepEqual(await score.asPlayer(PLAYER, listLeagues, {}, 'pass-on'), {});
  assert.deepEqual(
    score.calls.map(({ headers }) => headers?.authorization),
    ['Bearer player', 'Bearer renewed'],
  );
});

test('answers 503 for an error, an answer in another format, and no answer', async () => {
  for (const answer of [
    { status: 500, text: '{"code":"internal_error","message":"secret","requestId":"x"}' },
    { status: 404, text: '<html>' },
    { status: 409, text: '{"code":1}' },
  ]) {
    await assert.rejects(scoreClient(answer).asPlayer(PLAYER, listLeagues, {}, 'pass-on'), {
      statusCode: 503,
      code: 'try_again',
    });
  }
  await assert.rejects(scoreClient().asPlayer(PLAYER, listLeagues, {}, 'pass-on'), {
    statusCode: 503,
    code: 'try_again',
  });
});

test('passes 507 on, because HAProxy does not repeat such a request', async () => {
  await assert.rejects(
    scoreClient({ status: 507, text: '' }).asPlayer(PLAYER, listLeagues, {}, 'unavailable'),
    { statusCode: 507, code: 'try_again' },
  );
});

test('replaces a token of the game that the score service refused, once', async () => {
  const refused = { status: 401, text: '' };
  const score = scoreClient(refused, { status: 200, text: '{"blockings":[]}' });
  assert.deepEqual(await score.asGame(scoreApi.listBlockings, { query: {} }, 'pass-on'), { blockings: [] });
  assert.deepEqual(
    score.calls.map(({ headers }) => headers?.authorization),
    ['Bearer old', 'Bearer new'],
  );
  await assert.rejects(
    scoreClient(refused, refused).asGame(scoreApi.listBlockings, { query: {} }, 'pass-on'),
    {
      statusCode: 503,
    },
  );
});
