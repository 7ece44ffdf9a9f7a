import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InternalClient, InternalRequest } from '@motus/internal-client';
import { createAsking } from './asking.ts';
import { createScoreCalls } from './score-calls.ts';

const ASKER = {
  playerToken: 'player',
  renewPlayerToken: async () => 'renewed',
  guest: undefined,
  id: 'request-1',
};

/** Questions to a score service that gives these answers, one after the other; and what it was asked. */
function asking(...answers: { status: number; text: string }[]) {
  const calls: InternalRequest[] = [];
  const call = async (asked: InternalRequest) => {
    calls.push(asked);
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
    ...createAsking(createScoreCalls({ internalClient: { call } as unknown as InternalClient, gameToken })),
  };
}

test('asks in the player’s name, by the id of the request', async () => {
  const score = asking({ status: 200, text: '{"name":"Les amis"}' }, { status: 204, text: '' });
  assert.deepEqual(await score.asPlayer(ASKER, 'PUT', 'leagues/1', { name: 'Les amis' }), {
    name: 'Les amis',
  });
  assert.equal(await score.asPlayer(ASKER, 'DELETE', 'leagues/1'), undefined);
  assert.deepEqual(score.calls, [
    {
      method: 'PUT',
      path: '/score/leagues/1',
      body: '{"name":"Les amis"}',
      headers: {
        authorization: 'Bearer player',
        'x-request-id': 'request-1',
        'content-type': 'application/json',
      },
    },
    {
      method: 'DELETE',
      path: '/score/leagues/1',
      headers: { authorization: 'Bearer player', 'x-request-id': 'request-1' },
    },
  ]);
});

test('a refusal is passed on to the player; a token that no longer counts means: not logged in', async () => {
  const text = '{"code":"league_full","message":"Cette ligue est complète.","requestId":"other"}';
  await assert.rejects(asking({ status: 409, text }).asPlayer(ASKER, 'GET', 'x'), {
    statusCode: 409,
    code: 'league_full',
    message: 'Cette ligue est complète.',
  });
  const refused = { status: 401, text };
  await assert.rejects(asking(refused, refused).asPlayer(ASKER, 'GET', 'x'), {
    statusCode: 401,
    code: 'not_logged_in',
  });
});

test('asks again with another token where the player’s was refused, by whose clock it may be', async () => {
  const score = asking({ status: 401, text: '' }, { status: 200, text: '{}' });
  assert.deepEqual(await score.asPlayer(ASKER, 'GET', 'leagues'), {});
  assert.deepEqual(
    score.calls.map(({ headers }) => headers?.authorization),
    ['Bearer player', 'Bearer renewed'],
  );
});

test('what went wrong behind the scenes is told as such', async () => {
  for (const answer of [
    { status: 500, text: '{"code":"internal_error","message":"secret","requestId":"x"}' },
    { status: 404, text: '<html>' },
    { status: 409, text: '{"code":1}' },
  ]) {
    await assert.rejects(asking(answer).asPlayer(ASKER, 'GET', 'x'), { statusCode: 503, code: 'try_again' });
  }
  await assert.rejects(asking().asPlayer(ASKER, 'GET', 'x'), { statusCode: 503, code: 'try_again' });
});

test('the game asks again with another token where its own was refused, once', async () => {
  const refused = { status: 401, text: '' };
  const score = asking(refused, { status: 200, text: '{"blockings":[]}' });
  assert.deepEqual(await score.asGame('blockings'), { blockings: [] });
  assert.deepEqual(
    score.calls.map(({ headers }) => headers?.authorization),
    ['Bearer old', 'Bearer new'],
  );
  await assert.rejects(asking(refused, refused).asGame('blockings'), { statusCode: 503 });
});
