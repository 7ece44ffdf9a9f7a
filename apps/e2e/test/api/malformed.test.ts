import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import type { ErrorAnswer, Visitor } from '@motus/contracts';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const JSON_TYPE = { 'content-type': 'application/json' };
const BIG = 'x'.repeat(12_000);

/** Bodies that have crashed comparable games, and others. */
const BODIES: readonly [name: string, headers: Record<string, string>, body: string][] = [
  ['no body', {}, ''],
  ['an empty JSON body', JSON_TYPE, ''],
  ['truncated JSON', JSON_TYPE, '{"day":'],
  ['null', JSON_TYPE, 'null'],
  ['an array', JSON_TYPE, '[]'],
  ['an empty word', JSON_TYPE, '{"day":"2026-11-21","row":1,"word":""}'],
  ['a number for a word', JSON_TYPE, '{"day":"2026-11-21","row":1,"word":7}'],
  ['an object for a word', JSON_TYPE, '{"day":"2026-11-21","row":1,"word":{"a":1}}'],
  ['a prototype', JSON_TYPE, '{"__proto__":{"x":1},"constructor":{"prototype":{}}}'],
  ['a row beyond the grid', JSON_TYPE, '{"day":"2026-11-21","row":99,"word":"BALLON"}'],
  ['an invalid day', JSON_TYPE, '{"day":"2026-02-31","row":1,"word":"BALLON"}'],
  ['an invalid archive flag', JSON_TYPE, '{"day":"2026-11-21","row":1,"word":"BALLON","archive":"x"}'],
  ['another type', { 'content-type': 'text/plain' }, 'x'],
  ['an invalid type', { 'content-type': ';;;' }, 'x'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=1&a=2&=&%zz'],
  ['a multipart without parts', { 'content-type': 'multipart/form-data' }, 'x'],
  ['a body over the limit', JSON_TYPE, JSON.stringify({ word: BIG })],
  ['binary', JSON_TYPE, '\u0000\u0001\uffff'],
];

const PATHS = [
  '/',
  '/login',
  '/login/callback',
  '/login/callback?code=wrong&state=wrong',
  '/login/callback?code=a&code=b&state[]=x',
  '/login/callback?error=access_denied',
  '/logout',
  '/api/attempts',
  '/api/today',
  '/api/archive',
  '/api/archive?month=2026-11',
  '/api/archive/2026-99-99',
  '/api/me',
  '/api/plays',
  '/api/statistics',
  '/api/leaderboards/day',
  '/api/leaderboards/year',
  '/api/%zz',
  `/api/${'x'.repeat(500)}`,
  '/api/../../../etc/passwd',
  '/assets/..%2f..%2f..%2fpackage.json',
  '/auth/auth',
  '/auth/auth?client_id=nobody&response_type=code',
  '/auth/auth?client_id=motus&redirect_uri=http://evil.test/&response_type=code',
  '/auth/token',
  '/auth/me',
  '/auth/jwks',
  '/auth/interaction/nothing',
  '/auth/interaction/nothing/register',
  '/auth/session/end',
  '/auth/nothing',
  '/score/attempts',
];

test('malformed requests crash no process; each error response has a code, a message and a request id', async () => {
  const player = await newPlayer(motus);
  const before = motus.system.list();
  const wrong: string[] = [];
  for (const path of PATHS) {
    const requests: [string, RequestInit][] = [
      ['GET', {}],
      ['DELETE', { method: 'DELETE' }],
      ['PUT', { method: 'PUT', headers: JSON_TYPE, body: '{}' }],
      ...BODIES.map(([name, headers, body]): [string, RequestInit] => [
        `POST ${name}`,
        { method: 'POST', headers, body },
      ]),
    ];
    for (const [name, init] of requests) {
      const cookie = path.startsWith('/api')
        ? await player.jar.getCookieString(motus.system.urls.public)
        : '';
      const headers = { ...(init.headers as object), ...(cookie === '' ? {} : { cookie }) };
      const url = `${motus.system.urls.public}${path}`;
      const response = await fetch(url, { ...init, headers, redirect: 'manual' });
      const problem = problemOf(response.status, response.headers, await response.text(), path);
      if (problem !== undefined) wrong.push(`${name} ${path}: ${problem}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(motus.system.list(), before, 'no process was restarted');
  assert.equal((await player.today()).game.rows.length, 0);
});

test('invalid HTTP gets a 4xx status, or the connection is closed', async () => {
  const requests = [
    'GET\r\n\r\n',
    'GET / HTTP/9.9\r\n\r\n',
    'POST /api/attempts HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n',
    `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    '\u0016\u0003\u0001\u0002\u0000',
  ];
  let refused = 0;
  for (const request of requests) {
    const socket = connect(motus.system.ports.edge, '127.0.0.1');
    let timedOut = false;
    socket.setTimeout(15_000, () => {
      timedOut = true;
      socket.destroy();
    });
    socket.write(request, 'latin1');
    socket.end();
    const answer = await text(socket).catch(() => '');
    assert.equal(timedOut, false, `the connection stays open after ${request.slice(0, 60)}`);
    assert.match(answer, /^(HTTP\/1\.[01] 4|$)/, request.slice(0, 60));
    if (answer !== '') refused++;
    assert.doesNotMatch(answer, /node_modules|stack/);
  }
  assert.ok(refused > 0, 'no request got a response');
  assert.equal((await fetch(motus.system.urls.public)).status, 200);
});

test('a GET request neither logs a player out nor stores an attempt', async () => {
  const player = await newPlayer(motus);
  const { json: before } = await player.get<Visitor>('/api/me');
  assert.equal(before.player?.name, player.name);
  for (const path of ['/logout', '/api/attempts?day=2026-11-21&row=1&word=BALLON']) {
    const { status } = await player.get(path);
    assert.equal(status, 404, path);
  }
  assert.deepEqual((await player.get<Visitor>('/api/me')).json, before);
  assert.equal((await player.today()).game.rows.length, 0);
});

test('metrics and health are not reachable from outside, whatever the spelling of the path', async () => {
  for (const path of [
    '/metrics',
    '/%6detrics',
    '/METRICS',
    '//metrics',
    '/metrics/',
    '/metrics?x',
    '/health/ready',
    '/health%2fready',
    '/./metrics',
  ]) {
    const response = await fetch(`${motus.system.urls.public}${path}`);
    assert.equal(response.status, 404, path);
    assert.doesNotMatch(await response.text(), /process_cpu|"status":"ready"/);
  }
});

/** Describes what is wrong with an error response; undefined if nothing is. */
function problemOf(status: number, headers: Headers, body: string, path: string): string | undefined {
  if (/\bat .*\.(ts|js):\d+/.test(body) || body.includes('node_modules'))
    return `a stack trace: ${body.slice(0, 200)}`;
  if (status >= 500) return `${status} ${body.slice(0, 200)}`;
  if (status < 400) return undefined;
  if (headers.get('x-request-id') === null) return `${status} without a request id`;
  if (headers.get('content-type')?.startsWith('text/html')) {
    return body.includes(headers.get('x-request-id') ?? '')
      ? undefined
      : `${status} a page without the request id`;
  }
  const answer = JSON.parse(body) as ErrorAnswer & { error?: string; error_description?: string };
  // OAuth endpoints have the error format of RFC 6749, section 5.2.
  if (path.startsWith('/auth/') && answer.error !== undefined) return undefined;
  if (answer.code && answer.message && answer.requestId === headers.get('x-request-id')) return undefined;
  return `${status} ${body.slice(0, 200)}`;
}
