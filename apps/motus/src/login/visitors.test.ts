import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { isGuest, type Player } from '@motus/contracts';
import { ServiceError } from '@motus/service';
import Fastify from 'fastify';
import { notLoggedIn } from '../not-logged-in.ts';
import { guestCookie } from './guest-cookie.ts';
import { sessionCookie } from './session-cookie.ts';
import { sessions } from './sessions.ts';
import { visitors } from './visitors.ts';

const KEY = randomBytes(32);
const PUBLIC_URL = 'http://localhost:3101';
const COOKIE = 'motus_guest_3101';
const SESSION = 'motus_session_3101';
const now = () => Date.parse('2026-11-21T12:00:00Z');

/**
 * A twin of the game that answers with the player or guest whom it admits.
 *
 * @param mergeGuest default: fails the test
 * @param gone       whether the provider refuses to refresh tokens, as for a removed account
 */
async function twin({
  key = KEY,
  publicUrl = PUBLIC_URL,
  mergeGuest = (): Promise<void> => assert.fail('there is nothing to merge'),
  gone = false,
}: {
  key?: Buffer;
  publicUrl?: string;
  mergeGuest?: (guest: string, account: Player) => Promise<void>;
  gone?: boolean;
} = {}) {
  const app = Fastify();
  await app.register(sessionCookie, { key, publicUrl, now });
  await app.register(guestCookie, { key, publicUrl });
  let renewals = 0;
  await app.register(sessions, {
    now,
    refreshTokens: async (tokens) => {
      if (gone) throw notLoggedIn();
      return { ...tokens, access: `a${++renewals}`, operator: false };
    },
  });
  await app.register(visitors, { mergeGuest });
  app.get('/login', async (_request, reply) =>
    app.sessionCookie.write(reply, {
      player: { id: 'ada', name: 'Ada' },
      tokens: { operator: true, access: 'a', refresh: 'r', expiresAt: now() + 3_600_000 },
    }),
  );
  app.get('/renewed', { preHandler: app.requireVisitor }, async (request) => {
    const { renewPlayerToken } = request;
    if (renewPlayerToken === undefined) return {};
    const before = request.playerToken;
    const tokens = await Promise.all([renewPlayerToken(), renewPlayerToken()]);
    return { before, tokens, after: request.playerToken, operator: request.operator };
  });
  for (const name of ['requirePlayer', 'requireVisitor', 'welcomeVisitor'] as const) {
    app.get(`/${name}`, { preHandler: app[name] }, async ({ player, guest, operator }) => ({
      player,
      guest,
      operator,
    }));
  }
  app.get('/refused', { preHandler: app.requireVisitor }, async () => {
    throw notLoggedIn();
  });
  app.post('/written', { preHandler: app.requirePlayer }, async () => ({}));
  return async (url: string, cookies: Record<string, string> = {}, method: 'GET' | 'POST' = 'GET') => {
    const answer = await app.inject({ method, url, cookies });
    const set = answer.cookies[0];
    return { status: answer.statusCode, json: JSON.parse(answer.body || '{}'), set };
  };
}

test('creates a guest for a browser without a cookie, valid at both twins', async () => {
  const { json, set } = await (await twin())('/welcomeVisitor');
  assert.ok(isGuest(json.guest));
  assert.deepEqual(json.player, { id: json.guest, name: 'Invité' });
  assert.equal(json.operator, false);
  assert.ok(set?.value.startsWith(`${json.guest}.`));
  const again = await (await twin())('/welcomeVisitor', { [COOKIE]: set?.value ?? '' });
  assert.equal(again.json.guest, json.guest);
  assert.equal(again.set, undefined);
  assert.notEqual((await (await twin())('/welcomeVisitor')).json.guest, json.guest);
});

test('ignores a guest cookie without a valid signature', async () => {
  const { json, set } = await (await twin())('/welcomeVisitor');
  const value = set?.value ?? '';
  const other = await (await twin({ key: randomBytes(32) }))('/welcomeVisitor');
  const [, signature = ''] = value.split('.');
  const wrong = [
    '',
    '.',
    'x',
    json.guest,
    `${json.guest}.`,
    `${json.guest}.x`,
    `${value}.x`,
    `${value.slice(0, -4)}`,
    `guest-${'A'.repeat(22)}.${signature}`,
    `ada.${signature}`,
    other.set?.value ?? '',
  ];
  const visit = await twin();
  for (const cookie of wrong) {
    const answer = await visit('/requireVisitor', { [COOKIE]: cookie });
    assert.deepEqual([answer.status, answer.json.code], [401, 'not_logged_in'], cookie);
    const welcome = await visit('/welcomeVisitor', { [COOKIE]: cookie });
    assert.notEqual(welcome.json.guest, json.guest);
    assert.ok(isGuest(welcome.json.guest), cookie);
  }
});

test('admits the player of a session, and a guest where no account is needed', async () => {
  const visit = await twin();
  const session = (await visit('/login')).set?.value ?? '';
  const guest = (await visit('/welcomeVisitor')).set?.value ?? '';
  for (const path of ['/requirePlayer', '/requireVisitor', '/welcomeVisitor']) {
    const { json, set } = await visit(path, { [SESSION]: session });
    assert.deepEqual(json, { player: { id: 'ada', name: 'Ada' }, operator: true }, path);
    assert.equal(set, undefined);
  }
  assert.equal((await visit('/requireVisitor', { [COOKIE]: guest })).status, 200);
  for (const cookies of [{}, { [COOKIE]: guest }]) {
    const { status, json } = await visit('/requirePlayer', cookies);
    assert.deepEqual([status, json.code], [401, 'login_required']);
  }
});

test('merges the guest into the account before it removes the guest cookie', async () => {
  const merged: [string, Player][] = [];
  let away = true;
  const visit = await twin({
    mergeGuest: async (guest, account) => {
      if (away) throw new Error('away');
      merged.push([guest, account]);
    },
  });
  const session = (await visit('/login')).set?.value ?? '';
  const { json: guest, set: made } = await visit('/welcomeVisitor');
  const cookies = { [SESSION]: session, [COOKIE]: made?.value ?? '' };
  for (const path of ['/requirePlayer', '/requireVisitor', '/welcomeVisitor']) {
    away = true;
    const early = await visit(path, cookies);
    assert.deepEqual([early.status, early.set], [500, undefined], path);
    away = false;
    const { status, json, set } = await visit(path, cookies);
    assert.deepEqual([status, json.player.id, json.guest], [200, 'ada', undefined], path);
    assert.deepEqual([set?.name, set?.value, set?.maxAge], [COOKIE, '', 0], path);
    assert.deepEqual(merged.pop(), [guest.guest, { id: 'ada', name: 'Ada' }], path);
  }
  const forged = await visit('/requirePlayer', { [SESSION]: session, [COOKIE]: 'guest-x.y' });
  assert.deepEqual([forged.status, forged.set?.value, merged.length], [200, '', 0]);
});

test('answers reads as the guest while a full store delays the merge, and refuses writes', async () => {
  let full = true;
  const visit = await twin({
    mergeGuest: async () => {
      if (full) throw new ServiceError(507, 'try_again', 'plein');
    },
  });
  const session = (await visit('/login')).set?.value ?? '';
  const { json: guest, set: made } = await visit('/welcomeVisitor');
  const cookies = { [SESSION]: session, [COOKIE]: made?.value ?? '' };
  const players = await visit('/requirePlayer', cookies);
  assert.deepEqual([players.status, players.json.player.id, players.set], [200, 'ada', undefined]);
  for (const path of ['/requireVisitor', '/welcomeVisitor']) {
    const { status, json, set } = await visit(path, cookies);
    assert.deepEqual(
      [status, json.guest, json.player.id, set],
      [200, guest.guest, guest.guest, undefined],
      path,
    );
  }
  assert.equal((await visit('/written', cookies, 'POST')).status, 507);
  full = false;
  assert.equal((await visit('/requirePlayer', cookies)).set?.value, '');
});

test('removes a refused session from the browser', async () => {
  const visit = await twin();
  const session = (await visit('/login')).set?.value ?? '';
  const { status, json, set } = await visit('/refused', { [SESSION]: session });
  assert.deepEqual([status, json.code], [401, 'not_logged_in']);
  assert.deepEqual([set?.name, set?.value, set?.maxAge], [SESSION, '', 0]);
});

test('renews a refused token once per request, and writes the new session', async () => {
  const visit = await twin();
  const session = (await visit('/login')).set?.value ?? '';
  const { json, set } = await visit('/renewed', { [SESSION]: session });
  assert.deepEqual(json, { before: 'a', tokens: ['a1', 'a1'], after: 'a1', operator: false });
  assert.equal(set?.name, SESSION);
  const again = await visit('/renewed', { [SESSION]: set?.value ?? '' });
  assert.deepEqual([again.json.before, again.json.after], ['a1', 'a2']);
  const guest = (await visit('/welcomeVisitor')).set?.value ?? '';
  assert.equal((await visit('/renewed', { [COOKIE]: guest })).json.tokens, undefined);
});

test('after the removal of an account the next request is that of a guest', async () => {
  const visit = await twin({ gone: true });
  const session = (await visit('/login')).set?.value ?? '';
  const { status, json, set } = await visit('/renewed', { [SESSION]: session });
  assert.deepEqual([status, json.code], [401, 'not_logged_in']);
  assert.deepEqual([set?.name, set?.value, set?.maxAge], [SESSION, '', 0]);
  assert.ok(isGuest((await visit('/welcomeVisitor')).json.guest));
});

test('the guest cookie is HTTP-only, SameSite=Lax, Secure with TLS, and lasts a year', async () => {
  const { set } = await (await twin())('/welcomeVisitor');
  const { httpOnly, sameSite, secure, path, maxAge } = set ?? {};
  assert.deepEqual(
    { httpOnly, sameSite, secure, path, maxAge },
    { httpOnly: true, sameSite: 'Lax', secure: undefined, path: '/', maxAge: 365 * 24 * 3600 },
  );
  assert.equal((await (await twin({ publicUrl: 'https://localhost' }))('/welcomeVisitor')).set?.secure, true);
});
