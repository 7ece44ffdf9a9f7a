import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Endpoint } from './endpoint.ts';
import { routeOf } from './endpoint.ts';
import { leagueEndpoints } from './leagues.ts';
import { publicApi } from './public-api.ts';
import { requestPath } from './request-path.ts';
import { scoreApi } from './score-api.ts';

test('declares each method and path of an API once, with the parameters of its path', () => {
  for (const api of [publicApi, scoreApi]) {
    const endpoints: readonly Endpoint[] = Object.values(api);
    assert.ok(endpoints.length > 20, `${endpoints.length} endpoints`);
    const names = endpoints.map(({ method, path }) => `${method} ${path}`);
    assert.deepEqual(names, [...new Set(names)]);
    for (const { path, params } of endpoints) {
      const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      assert.deepEqual(Object.keys(params?.properties ?? {}).sort(), inPath.sort(), path);
    }
  }
});

test('makes a route with the schemas of its endpoint, and 204 where the answer has no body', () => {
  const { readInvitation, leaveLeague } = leagueEndpoints;
  const { method, url, schema } = routeOf(readInvitation, 'league');
  assert.deepEqual([method, url], ['GET', '/leagues/:id/invitation']);
  assert.equal(schema.params, readInvitation.params);
  assert.equal(schema.querystring, readInvitation.query);
  assert.deepEqual(Object.keys(schema.response), ['200', '503', '4xx']);
  assert.deepEqual(Object.keys(routeOf(leaveLeague).schema.response), ['204', '503', '4xx']);
});

test('fills in the path of a request, percent-encoded, and appends the query', () => {
  assert.equal(requestPath('/leagues', {}), '/leagues');
  assert.equal(requestPath('/a/:b/c/:d', { params: { b: 'é/', d: '1' } }), '/a/%C3%A9%2F/c/1');
  assert.equal(
    requestPath('/a', { query: { b: false, c: 0, d: undefined, e: 'f&g' } }),
    '/a?b=false&c=0&e=f%26g',
  );
  assert.equal(requestPath('/a', { query: {} }), '/a');
});
