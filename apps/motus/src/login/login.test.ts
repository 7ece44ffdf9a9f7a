import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createInternalClient } from '@motus/internal-client';
import { createLogger, createService } from '@motus/service';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Registry } from 'prom-client';
import { guestCookie } from './guest-cookie.ts';
import { login } from './login.ts';
import { createOAuthClient } from './oauth-client.ts';
import { sessionCookie } from './session-cookie.ts';

const PUBLIC_URL = 'http://localhost:3101';
const KEY = Buffer.alloc(32, 7);
const NOW_MS = Date.parse('2026-11-21T12:00:00Z');
const now = () => NOW_MS;
const TOKENS = { access: 'access', refresh: 'refresh', operator: false, expiresAt: NOW_MS };

/** What the token endpoint of the provider answers. */
interface TokenReply {
  status?: number;
  body: object;
}

/** A provider with one public key, whose token endpoint gives these replies, one after the other; resolves with its address. */
async function startProvider(
  t: TestContext,
  jwk: object,
  replies: (TokenReply | 'hang up')[],
): Promise<string> {
  const provider = createServer((request, response) => {
    if (request.url === '/auth/jwks') return response.end(JSON.stringify({ keys: [jwk] }));
    const reply = replies.shift();
    if (reply === undefined || reply === 'hang up') return request.socket.destroy();
    return response
      .writeHead(reply.status ?? 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(reply.body));
  });
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
  t.after(() => {
    provider.close();
    provider.closeAllConnections();
  });
  return `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
}

/** The game's login beside a provider whose token endpoint gives these replies, one after the other. */
async function game(t: TestContext, ...replies: (TokenReply | 'hang up')[]) {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig', alg: 'ES256' };
  const internalUrl = await startProvider(t, jwk, replies);
  const internalClient = createInternalClient(internalUrl, {
    metrics: new Registry(),
    requestId: () => undefined,
  });
  const app = await createService({
    logger: createLogger({ service: 'test', instance: 'test1', level: 'silent' }),
    publicUrl: PUBLIC_URL,
  });
  await app.register(sessionCookie, { key: KEY, publicUrl: PUBLIC_URL, now });
  await app.register(guestCookie, { key: KEY, publicUrl: PUBLIC_URL });
  const oauthClient = await createOAuthClient(app, {
    publicUrl: PUBLIC_URL,
    internalUrl,
    internalClient,
    clientSecret: 'secret',
    nonceKey: KEY,
    now,
  });
  await app.register(login, { oauthClient, publicUrl: PUBLIC_URL, productName: 'Motus' });
  app.get('/session', async (request) => {
    const session = app.sessionCookie.read(request);
    return { player: session?.player, tokens: session?.tokens() };
  });
  t.after(() => Promise.all([app.close(), internalClient.close()]));

  const jar: Record<string, string> = {};
  async function visit(url: string, method: 'GET' | 'POST' = 'GET') {
    const answer = await app.inject({ method, url, cookies: jar });
    for (const { name, value } of answer.cookies) jar[name] = value;
    return answer;
  }
  /** A token answer for the nonce of a login. */
  async function tokensFor(nonce: string): Promise<TokenReply> {
    const idToken = await new SignJWT({ nonce, name: 'Ada' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setIssuer(`${PUBLIC_URL}/auth`)
      .setAudience('motus')
      .setSubject('ada')
      .setExpirationTime(NOW_MS / 1000 + 60)
      .sign(privateKey);
    const body = { access_token: 'a1', refresh_token: 'r1', id_token: idToken, expires_in: 600 };
    return { body: { ...body, token_type: 'Bearer', scope: 'openid score:read score:operate' } };
  }
  async function outcomes() {
    return [
      ...(await app.metrics.metrics()).matchAll(/logins_completed_total\{outcome="(\w+)"\} ([1-9]\d*)/g),
    ].map(([, outcome, count]) => `${outcome} ${count}`);
  }
  return { oauthClient, visit, tokensFor, outcomes, replies };
}

const USED_CODE: TokenReply = { status: 400, body: { error: 'invalid_grant' } };

test('logs a player in with PKCE, state and nonce', async (t) => {
  const { visit, tokensFor, outcomes, replies } = await game(t);
  const { statusCode, headers } = await visit('/login');
  const { origin, pathname, searchParams } = new URL(String(headers.location));
  assert.deepEqual([statusCode, origin, pathname], [303, PUBLIC_URL, '/auth/auth']);
  assert.equal(searchParams.get('code_challenge_method'), 'S256');
  replies.push(await tokensFor(searchParams.get('nonce') ?? ''));
  const callback = await visit(`/login/callback?code=c&state=${searchParams.get('state')}`);
  assert.deepEqual([callback.statusCode, callback.headers.location], [303, '/']);
  assert.deepEqual((await visit('/session')).json(), {
    player: { id: 'ada', name: 'Ada' },
    tokens: { access: 'a1', refresh: 'r1', operator: true, expiresAt: NOW_MS + 600_000 },
  });
  assert.deepEqual(await outcomes(), ['success 1']);
});

test('shows an error page for another nonce and for the state of another browser', async (t) => {
  const { visit, tokensFor, outcomes, replies } = await game(t);
  const { searchParams } = new URL(String((await visit('/login')).headers.location));
  replies.push(await tokensFor('another'));
  for (const state of [searchParams.get('state'), 'another']) {
    const { statusCode, body } = await visit(`/login/callback?code=c&state=${state}`);
    assert.equal(statusCode, 400);
    assert.match(body, /La connexion n’a pas abouti/);
  }
  assert.deepEqual((await visit('/session')).json(), {});
  assert.deepEqual(await outcomes(), ['failed 2']);
});

test('restarts a login whose code was used before, once', async (t) => {
  const { visit, outcomes } = await game(t, USED_CODE, USED_CODE);
  for (const [status, location] of [
    [303, '/login'],
    [400, undefined],
  ] as const) {
    const { searchParams } = new URL(String((await visit('/login')).headers.location));
    const { statusCode, headers } = await visit(`/login/callback?code=c&state=${searchParams.get('state')}`);
    assert.deepEqual([statusCode, headers.location], [status, location]);
  }
  assert.deepEqual(await outcomes(), ['restarted 1', 'failed 1']);
});

test('refreshes tokens; a refusal is 401, no answer is 503', async (t) => {
  const body = { access_token: 'a2', token_type: 'Bearer', scope: 'score:read', expires_in: 600 };
  const { oauthClient } = await game(t, { body }, USED_CODE, 'hang up', 'hang up');
  assert.deepEqual(await oauthClient.refreshTokens(TOKENS), {
    access: 'a2',
    refresh: 'refresh',
    operator: false,
    expiresAt: NOW_MS + 600_000,
  });
  await assert.rejects(oauthClient.refreshTokens(TOKENS), { statusCode: 401, code: 'not_logged_in' });
  await assert.rejects(oauthClient.refreshTokens(TOKENS), { statusCode: 503, code: 'try_again' });
});

test('repeats a token request that got no answer', async (t) => {
  const body = { access_token: 'a2', refresh_token: 'r2', token_type: 'Bearer', expires_in: 600 };
  const { oauthClient } = await game(t, 'hang up', { body });
  assert.equal((await oauthClient.refreshTokens(TOKENS)).refresh, 'r2');
});

test('ends the session here and at the provider', async (t) => {
  const { visit, tokensFor, replies } = await game(t);
  assert.equal((await visit('/logout', 'POST')).headers.location, '/');
  const { searchParams } = new URL(String((await visit('/login')).headers.location));
  replies.push(await tokensFor(searchParams.get('nonce') ?? ''));
  await visit(`/login/callback?code=c&state=${searchParams.get('state')}`);
  const { statusCode, headers } = await visit('/logout', 'POST');
  const end = new URL(String(headers.location));
  assert.deepEqual([statusCode, end.pathname], [303, '/auth/session/end']);
  assert.equal(end.searchParams.get('post_logout_redirect_uri'), `${PUBLIC_URL}/`);
  assert.deepEqual((await visit('/session')).json(), {});
});
