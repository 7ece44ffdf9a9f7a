import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { AUTH_PATH } from '@motus/contracts';
import { STYLESHEET_PATH } from './pages/stylesheet.ts';
import { PROVIDER_ROUTES } from './provider/provider-routes.ts';
import { type AuthProcess, startProcess } from './test/auth-process.ts';

const PATHS = [
  ...new Set(PROVIDER_ROUTES.map(([, path]) => `${AUTH_PATH}${path.replace(':uid', 'unknown')}`)),
  '/auth/interaction/unknown',
  '/auth/interaction/unknown/register',
  '/auth/interaction/',
  '/auth/interaction/%00',
  '/auth/interaction/%ff',
  `/auth/interaction/${'a'.repeat(300)}`,
  '/auth//auth',
  '/auth/auth/',
  '/auth',
  '/auth/nothing-here',
  STYLESHEET_PATH,
  '/',
];

const QUERIES = [
  '?%',
  '?client_id=motus&client_id=motus',
  '?client_id[]=x&client_id[$ne]=',
  '?client_id=motus&response_type=code&scope=%00&redirect_uri=%00',
  '?client_id=motus&redirect_uri=javascript:alert(1)&response_mode=fragment.jwt',
  '?request_uri=http://127.0.0.1:1/&client_id=motus',
  '?client_id=motus&redirect_uri=http://motus.test:3101/login/callback&response_mode=form_post',
  '?request=e30.e30.&client_id=motus',
  '?id_token_hint=a.b.c&post_logout_redirect_uri=x',
  '?claims=%7B&client_id=motus&prompt=none%20login&max_age=-1&__proto__=x&constructor=x',
  `?${'a'.repeat(6000)}`,
];

const BODIES: ReadonlyArray<readonly [type: string | undefined, body: string | Buffer]> = [
  [undefined, ''],
  [undefined, randomBytes(64)],
  ['application/x-www-form-urlencoded', ''],
  ['application/x-www-form-urlencoded', '%'],
  ['application/x-www-form-urlencoded', 'name=%E0%A4%A&password=%00'],
  ['application/x-www-form-urlencoded', 'name=a&name=b&password=c&password=d&grant_type=x&grant_type=y'],
  [
    'application/x-www-form-urlencoded',
    '__proto__=x&constructor[prototype]=x&name[a]=b&xsrf[]=1&logout[]=yes',
  ],
  [
    'application/x-www-form-urlencoded',
    'grant_type=authorization_code&code=wrong&redirect_uri=x&code_verifier=%00',
  ],
  ['application/x-www-form-urlencoded', 'grant_type=refresh_token&refresh_token=%00&scope=%22'],
  ['application/x-www-form-urlencoded', 'grant_type=__proto__'],
  ['application/x-www-form-urlencoded', randomBytes(4000)],
  ['application/x-www-form-urlencoded', 'x'.repeat(200_000)],
  ['application/x-www-form-urlencoded; charset=utf-7', 'name=a'],
  ['application/json', '{'],
  ['application/json', '{"name":{"a":[]}}'],
  ['multipart/form-data', '--'],
  ['x', 'y'],
  [';;;', 'y'],
];

const HEADERS: ReadonlyArray<Record<string, string>> = [
  { accept: 'text/html' },
  { accept: '*;q=a, ;;' },
  { authorization: 'Basic !!!' },
  { authorization: `Basic ${Buffer.from([0xff, 0xfe, 0x3a, 0]).toString('base64')}` },
  { authorization: 'Basic bW90dXM6JUUwJUE0JUE=' },
  { authorization: 'Bearer x' },
  {
    cookie:
      'auth_interaction_3101=unknown; auth_interaction_3101.sig=x; auth_session_3101=%; auth_resume_3101=unknown',
  },
  { cookie: `${'a=b; '.repeat(500)}=;=;;` },
  { origin: 'null', 'access-control-request-method': 'POST' },
  { 'x-forwarded-proto': 'x', 'x-forwarded-host': 'a b', 'x-request-id': '<script>' },
];

describe('malformed requests', () => {
  let auth: AuthProcess;
  before(async () => {
    auth = await startProcess();
  });
  after(() => auth.stop());

  /** Sends a request and asserts that the answer is well-formed and no server error. */
  async function send(path: string, init: RequestInit): Promise<void> {
    const label = `${init.method} ${path.slice(0, 80)} ${JSON.stringify(init.headers)} ${String(init.body).slice(0, 40)}`;
    const response = await fetch(auth.origin + path, { redirect: 'manual', ...init });
    const text = await response.text();
    assert.ok(response.status < 500, `${label}: ${response.status} ${text}`);
    if (response.status < 400 || init.method === 'HEAD') return;
    if (response.headers.get('content-type')?.startsWith('text/html')) {
      assert.match(text, /Référence&nbsp;: <code>[^<]+<\/code>/, label);
      assert.doesNotMatch(text, /<script/, label);
    } else {
      const { code, message, requestId, error }: Record<string, unknown> = Object(JSON.parse(text));
      assert.ok((code && message && requestId) || error, `${label}: ${response.status} ${text}`);
    }
    assert.doesNotMatch(text, /node_modules|\bat .*\.[jt]s/, label);
  }

  it('gets a well-formed answer on every path with every method', async () => {
    for (const path of PATHS) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        for (const headers of HEADERS) await send(path, { method, headers });
      }
      for (const query of QUERIES) {
        await send(path + query, { method: 'GET' });
        await send(path + query, { method: 'GET', headers: { accept: 'text/html' } });
      }
    }
  });

  it('gets a well-formed answer for any body', async () => {
    for (const path of PATHS) {
      for (const [type, body] of BODIES) {
        const headers = type === undefined ? {} : { 'content-type': type };
        await send(path, { method: 'POST', headers, body });
        await send(path, { method: 'POST', headers: { ...headers, accept: 'text/html' }, body });
      }
    }
  });

  it('survives bytes that are not HTTP and requests that are cut off', async () => {
    const length = 'content-type: application/x-www-form-urlencoded\r\ncontent-length: 5000\r\n\r\ncode=';
    const raw = [
      randomBytes(300).toString('latin1'),
      'GET http://evil.example/auth/auth HTTP/1.1\r\nhost: evil.example\r\n\r\n',
      'GET /auth/auth HTTP/1.1\r\n\r\n',
      'GET /auth/%zz HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET * HTTP/1.1\r\nhost: x\r\n\r\n',
      ...[
        '/auth/token',
        '/auth/token/revocation',
        '/auth/session/end/confirm',
        '/auth/interaction/unknown',
      ].map((path) => `POST ${path} HTTP/1.1\r\nhost: x\r\n${length}`),
      'POST /auth/token HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    ];
    for (const bytes of raw) {
      const socket = connect(auth.port, '127.0.0.1').on('error', () => undefined);
      socket.end(bytes, 'latin1');
      socket.resume();
      await once(socket, 'close');
    }
  });

  it('leaves the process ready, without errors in the log', async () => {
    assert.equal(auth.child.exitCode, null);
    const ready = await fetch(`${auth.origin}/health/ready`);
    assert.equal(ready.status, 200);
    const errors = auth.lines.filter((line) => !line.startsWith('{') || JSON.parse(line).level >= 50);
    assert.ok(auth.lines.length > 0);
    assert.deepEqual(errors, []);
  });
});
