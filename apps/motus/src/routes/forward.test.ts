import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Endpoint, leagueEndpoints, operatorEndpoints } from '@motus/contracts';
import { createLogger, createService } from '@motus/service';
import type { ScoreClient } from '../score/score-client.ts';
import { forward } from './forward.ts';

const ID = '0f6a3c1e-1b2d-4c3e-8f4a-5b6c7d8e9f00';
const LEAGUE = { id: ID, name: 'Les amis', owner: 'ada', invitation: 'a'.repeat(22), members: [] };

/** An application that forwards some endpoints, and the calls that the score service received. */
async function forwarder() {
  const calls: [endpoint: Endpoint, input: unknown][] = [];
  const score = {
    asPlayer: async (_: unknown, endpoint: Endpoint, input: { params?: object }) => {
      calls.push([endpoint, { ...input, params: { ...input.params } }]);
      return endpoint.response === undefined ? undefined : LEAGUE;
    },
  } as unknown as ScoreClient;
  const app = await createService({
    logger: createLogger({ service: 'test', instance: 'test1', level: 'silent' }),
    publicUrl: 'http://localhost:3101',
  });
  const { renameLeague, deleteLeague } = leagueEndpoints;
  for (const endpoint of [renameLeague, deleteLeague, operatorEndpoints.listReports]) {
    forward(app, endpoint, { score, tag: 'league', refusals: 'pass-on' });
  }
  return { app, calls };
}

test('forwards parameters and body, and answers with the output, or 204 where there is none', async () => {
  const { app, calls } = await forwarder();
  const payload = { name: 'Les amis' };
  const renamed = await app.inject({ method: 'PUT', url: `/leagues/${ID}/name`, payload });
  assert.deepEqual([renamed.statusCode, renamed.json()], [200, LEAGUE]);
  const deleted = await app.inject({ method: 'DELETE', url: `/leagues/${ID}` });
  assert.deepEqual([deleted.statusCode, deleted.body], [204, '']);
  assert.deepEqual(calls, [
    [leagueEndpoints.renameLeague, { params: { id: ID }, body: payload }],
    [leagueEndpoints.deleteLeague, { params: { id: ID } }],
  ]);
});

test('forwards nothing that the endpoint does not declare, and nothing invalid', async () => {
  const { app, calls } = await forwarder();
  await app.inject({ method: 'DELETE', url: `/leagues/${ID}?all=true`, payload: { all: true } });
  assert.deepEqual(calls, [[leagueEndpoints.deleteLeague, { params: { id: ID } }]]);
  for (const url of ['/leagues/other', '/operator/reports?from=x', '/operator/reports?all=true']) {
    const method = url.startsWith('/leagues') ? 'DELETE' : 'GET';
    assert.equal((await app.inject({ method, url })).statusCode, 400, url);
  }
  assert.equal(calls.length, 1);
});
