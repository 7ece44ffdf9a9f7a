import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { cookieName, type Visitor } from '@motus/contracts';
import { HttpPlayer } from '@motus/testing/player';
import * as client from 'openid-client';
import { newPlayer } from '../../src/support/new-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();

test('a third-party OpenID client can discover the provider, log a player in, and get tokens', async () => {
  const origin = motus.system.urls.public;
  const secret = (await readFile(join(motus.system.secretsDir, 'motus/client-secret'), 'utf8')).trim();
  const config = await client.discovery(
    new URL(`${origin}/auth`),
    'motus',
    undefined,
    client.ClientSecretBasic(secret),
    { execute: [client.allowInsecureRequests] },
  );
  assert.equal(config.serverMetadata().issuer, `${origin}/auth`);

  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: `${origin}/login/callback`,
    scope: 'openid score:read',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const player = await newPlayer(motus);
  const callback = await player.get(url.href);
  const tokens = await client
    .authorizationCodeGrant(config, new URL(callback.url), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
    })
    .catch((error: unknown) => error);
  // motus serves that callback and has refused the unknown state, so the code is still unused.
  assert.ok(!(tokens instanceof Error), String(tokens));
  const {
    access_token: access,
    id_token: id,
    claims,
  } = tokens as Awaited<ReturnType<typeof client.authorizationCodeGrant>>;
  assert.equal(claims.call(tokens as never)?.name, player.name);
  assert.ok(access && id);

  const read = await fetch(`${motus.system.urls.internal}/score/statistics`, {
    headers: { authorization: `Bearer ${access}` },
  });
  assert.equal(read.status, 200);
  const write = await fetch(`${motus.system.urls.internal}/score/days/2026-11-21`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
    body: '{"sealedAnswer":"x"}',
  });
  assert.equal(write.status, 403, 'a token with score:read must not write');
});

test('the callback refuses a state and a code of another login', async () => {
  const player = new HttpPlayer(motus.system.urls.public, 'Intrus');
  await player.get('/login');
  const { status, text } = await player.get('/login/callback?code=stolen&state=stolen');
  assert.equal(status, 400);
  assert.match(text, /login_failed/);
  assert.equal((await player.get<Visitor>('/api/me')).json.guest, true);
});

test('a tampered session cookie is rejected', async () => {
  const player = await newPlayer(motus);
  const cookies = await player.jar.getCookies(motus.system.urls.public);
  const session = cookies.find(({ key }) => key === cookieName('motus_session', motus.system.urls.public));
  assert.ok(session?.httpOnly && session.sameSite === 'lax');
  const isGuest = async (value: string) => {
    const response = await fetch(`${motus.system.urls.public}/api/me`, {
      headers: { cookie: `${session.key}=${encodeURIComponent(value)}` },
    });
    return ((await response.json()) as Visitor).guest;
  };
  const value = decodeURIComponent(session.value);
  assert.equal(await isGuest(value), false);
  assert.equal(
    await isGuest(`${value.slice(0, 40)}${value[40] === 'A' ? 'B' : 'A'}${value.slice(41)}`),
    true,
  );
});

test('a login whose response was lost restarts automatically, once, without a form', async () => {
  const player = await newPlayer(motus);
  const { json: registered } = await player.get<Visitor>('/api/me');
  const session = cookieName('motus_session', motus.system.urls.public);
  await player.jar.setCookie(`${session}=; path=/; max-age=0`, motus.system.urls.public);
  assert.equal((await player.get<Visitor>('/api/me')).json.guest, true);
  const callback = await codeFor(player);
  const cookie = await player.jar.getCookieString(callback);
  // The exchange succeeds, but its response is discarded, so the browser gets no session.
  const lost = await fetch(callback, { headers: { cookie }, redirect: 'manual' });
  assert.equal(lost.status, 303);
  const answer = await player.get(callback);
  assert.equal(new URL(answer.url).pathname, '/', 'logged in without a form');
  assert.deepEqual((await player.get<Visitor>('/api/me')).json, registered);

  // A restarted login is not restarted again.
  const second = await codeFor(player);
  const used = `${await player.jar.getCookieString(second)}; ${cookieName('login_again', motus.system.urls.public)}=1`;
  await fetch(second, { headers: { cookie: used }, redirect: 'manual' });
  const failed = await fetch(second, { headers: { cookie: used }, redirect: 'manual' });
  assert.equal(failed.status, 400);
});

/** Follows a login up to the callback URL with the code, without requesting it. */
async function codeFor(player: HttpPlayer): Promise<string> {
  let url = `${motus.system.urls.public}/login`;
  while (!url.includes('/login/callback')) {
    const cookie = await player.jar.getCookieString(url);
    const response = await fetch(url, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) await player.jar.setCookie(set, url);
    const location = response.headers.get('location');
    assert.ok(location, `${url}: ${response.status}`);
    url = new URL(location, url).href;
  }
  return url;
}
