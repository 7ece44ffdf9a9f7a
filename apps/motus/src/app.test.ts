import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { leagueEndpoints, publicApi, requestPath } from '@motus/contracts';
import { createLogger, type Service } from '@motus/service';
import { assertForeignOriginsRefused, recordRoutes } from '@motus/testing/routes';
import { buildMotus } from './app.ts';
import { readMotusSettings } from './settings.ts';

const INVITED = { id: '0f6a3c1e-1b2d-4c3e-8f4a-5b6c7d8e9f00', name: 'Les amis', owner: 'Ada', members: 2 };
const REFUSAL = { code: 'scope_missing', message: 'Ce jeton ne donne pas ce droit.', requestId: 'r1' };
const NO_PLAY = { day: '2026-11-21', state: 'playing', rows: [] };
/** What the other services answer, by the end of the path. */
const ANSWERS: Record<string, object> = {
  token: { access_token: 'token', expires_in: 600 },
  invitation: INVITED,
  'and-before': { play: NO_PLAY, before: NO_PLAY },
  blockings: REFUSAL,
};
/** The requests that the other services received. */
const requests: string[] = [];
const otherServices = createServer((request, response) => {
  requests.push(`${request.method} ${request.url}`);
  const { pathname } = new URL(request.url ?? '', 'http://internal');
  if (pathname === '/score/blockings') response.statusCode = 403;
  response.end(JSON.stringify(ANSWERS[pathname.replace(/^.*\//, '')]));
});
const routes = recordRoutes();
let app: Service;

before(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'motus-app-'));
  const [root, key] = [join(dir, 'page'), join(dir, 'key')];
  await mkdir(root);
  await writeFile(
    join(root, 'index.html'),
    '<head><title>-</title><meta name="motus:name" content="" /><meta name="motus:footer" content="" /></head>',
  );
  await writeFile(key, Buffer.alloc(32, 7).toString('base64url'));
  await new Promise<void>((listening) => otherServices.listen(0, '127.0.0.1', listening));
  const settings = readMotusSettings({
    INSTANCE: 'motus1',
    PORT: '3021',
    INTERNAL_URL: `http://127.0.0.1:${(otherServices.address() as AddressInfo).port}`,
    WEB_ROOT: root,
    MOTUS_CLIENT_SECRET_FILE: key,
    SESSION_KEY_FILE: key,
    DAILY_WORD_KEY_FILE: key,
  });
  app = await buildMotus(settings, createLogger({ service: 'motus', instance: 'motus1', level: 'silent' }));
  await rm(dir, { recursive: true });
});
after(async () => {
  await app.close();
  otherServices.close();
  otherServices.closeAllConnections();
});

test('serves every endpoint of the public API, and documents it', async () => {
  const { paths } = (await app.inject('/api/docs/json')).json();
  for (const { method, path, summary } of Object.values(publicApi)) {
    const url = `/api${path}`;
    assert.ok(app.hasRoute({ method, url }), `${method} ${url}`);
    const documented = paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    assert.equal(documented?.summary, summary, `${method} ${url}`);
    assert.equal(documented?.tags.length, 1, `${method} ${url}`);
  }
});

test('refuses requests of other origins on every route with an unsafe method', async () => {
  const refusing = await assertForeignOriginsRefused(app, routes);
  for (const route of ['POST /logout', 'POST /api/attempts', 'POST /api/operator/days/:day/reveal'])
    assert.ok(refusing.includes(route), route);
});

test('answers 401 without a session or a guest', async () => {
  const open = new Set<object>([publicApi.readVisitor, publicApi.readToday, leagueEndpoints.readInvitation]);
  const params = {
    id: INVITED.id,
    period: 'day',
    member: 'ada',
    day: '2026-11-21',
    kind: 'should_be_valid',
    word: 'BALLON',
  };
  let asked = 0;
  for (const endpoint of Object.values(publicApi)) {
    if (open.has(endpoint) || 'body' in endpoint || 'query' in endpoint) continue;
    const url = `/api${requestPath(endpoint.path, { params })}`;
    const { statusCode, body } = await app.inject({ method: endpoint.method, url });
    assert.equal(statusCode, 401, `${endpoint.method} ${url}: ${body}`);
    asked += 1;
  }
  assert.ok(asked > 10, `${asked} endpoints`);
});

test('forwards the read of an invitation to the same path of the score service, without a session', async () => {
  const path = `/leagues/${INVITED.id}/invitation?token=${'a'.repeat(22)}`;
  const answer = await app.inject(`/api${path}`);
  assert.deepEqual([answer.statusCode, answer.json()], [200, INVITED]);
  assert.deepEqual(requests, ['POST /auth/token', `GET /score${path}`]);
});

test('answers 503 when the score service refuses to list the blocked words', async () => {
  const answer = await app.inject('/api/today');
  assert.match(requests.at(-1) ?? '', /^GET \/score\/blockings\?day=/);
  assert.deepEqual([answer.statusCode, answer.json().code], [503, 'try_again']);
});
