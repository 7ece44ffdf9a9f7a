import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import Fastify from 'fastify';
import { type PlayerSession, sessionCookie } from './session-cookie.ts';

const KEY = randomBytes(32);
const PUBLIC_URL = 'http://localhost:3101';
const COOKIE = 'motus_session_3101';
const SESSION: PlayerSession = {
  player: { id: 'ada', name: 'Ada' },
  tokens: {
    operator: false,
    access: 'an access token',
    refresh: 'a refresh token',
    expiresAt: 1_795_250_000_000,
  },
};

/** A twin of the game with sessions only. */
async function twin({ key = KEY, publicUrl = PUBLIC_URL, session = SESSION, now = Date.now } = {}) {
  const app = Fastify();
  await app.register(sessionCookie, { key, publicUrl, now });
  app.get('/read', async (request) => {
    const session = app.sessionCookie.read(request);
    return { session: session && { ...session, tokens: session.tokens() } };
  });
  app.get('/write', async (_request, reply) => app.sessionCookie.write(reply, session));
  app.get('/clear', async (request, reply) => app.sessionCookie.clear(request, reply));
  return {
    async cookieOf(url: string) {
      const { cookies, headers } = await app.inject({
        url,
        cookies: { [COOKIE]: 'any', motus_session_443: 'any' },
      });
      return { ...cookies[0], text: String(headers['set-cookie']) };
    },
    async read(value: string) {
      const { session } = (await app.inject({ url: '/read', cookies: { [COOKIE]: value } })).json();
      return session && { player: session.player, tokens: session.tokens };
    },
  };
}

test('a session written by one twin is read by the other, but not with another key', async () => {
  const { value = '' } = await (await twin()).cookieOf('/write');
  assert.deepEqual(await (await twin()).read(value), SESSION);
  assert.equal(await (await twin({ key: randomBytes(32) })).read(value), undefined);
});

test('the cookie is unreadable, different each time, and needs no percent-encoding', async () => {
  const { cookieOf } = await twin();
  const { value = '', text } = await cookieOf('/write');
  assert.doesNotMatch(Buffer.from(value, 'base64url').toString('latin1'), /ada|token/i);
  assert.notEqual((await cookieOf('/write')).value, value);
  assert.match(text, /^motus_session_3101=[\w-]+\.[\w-]+;/);
});

test('ignores a cookie that was changed or cut', async () => {
  const { cookieOf, read } = await twin();
  const { value = '' } = await cookieOf('/write');
  const other = value[10] === 'A' ? 'B' : 'A';
  const changed = value.slice(0, 10) + other + value.slice(11);
  for (const wrong of [
    '',
    '.',
    'x',
    changed,
    value.slice(1),
    value.slice(0, 4),
    value.split('.')[1] ?? '',
    value.split('.').toReversed().join('.'),
    `${value}.x`,
  ]) {
    assert.equal(await read(wrong), undefined, wrong);
  }
});

test('ignores tokens that were changed, cut or taken from another session', async () => {
  const { cookieOf, read } = await twin();
  const { value = '' } = await cookieOf('/write');
  const bob = await twin({ session: { ...SESSION, player: { id: 'bob', name: 'Bob' } } });
  const [who = '', tokens = ''] = value.split('.');
  const [, others = ''] = ((await bob.cookieOf('/write')).value ?? '').split('.');
  for (const wrong of [others, who, '', tokens.slice(1), tokens.slice(0, -4)]) {
    assert.deepEqual(await read(`${who}.${wrong}`), { player: SESSION.player, tokens: undefined }, wrong);
  }
  assert.deepEqual(await read(who), { player: SESSION.player, tokens: undefined });
});

test('a session ends thirty days after it was written', async () => {
  let now = 0;
  const { cookieOf, read } = await twin({ now: () => now });
  const { value = '', maxAge = 0 } = await cookieOf('/write');
  assert.equal(maxAge, 30 * 24 * 3600);
  now = (maxAge - 1) * 1000;
  assert.deepEqual(await read(value), SESSION);
  now = maxAge * 1000;
  assert.equal(await read(value), undefined);
});

test('the cookie is HTTP-only, SameSite=Lax, and Secure with TLS', async () => {
  for (const url of ['/write', '/clear']) {
    const { httpOnly, sameSite, secure, path } = await (await twin()).cookieOf(url);
    assert.deepEqual(
      { httpOnly, sameSite, secure, path },
      { httpOnly: true, sameSite: 'Lax', path: '/', secure: undefined },
    );
    assert.equal((await (await twin({ publicUrl: 'https://localhost' })).cookieOf(url)).secure, true);
  }
  const { value, maxAge } = await (await twin()).cookieOf('/clear');
  assert.deepEqual({ value, maxAge }, { value: '', maxAge: 0 });
});
