import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAccounts } from '../accounts/accounts.ts';
import { createOperators } from '../accounts/operators.ts';
import { createHashQueue } from '../hashing/hash-queue.ts';
import { createPasswords } from '../hashing/passwords.ts';
import { location, type Visit } from '../test/browser.ts';
import { beginLogin, codeForm, followToCode, openLoginPage, register, xsrfOf } from '../test/oauth-client.ts';
import { PASSWORD, useTwins } from '../test/use-twins.ts';

describe('missing records', () => {
  const twins = useTwins();

  /** Deletes an account and its name. */
  async function removeAccount(name: string): Promise<void> {
    const key = `account-name:${name.toLowerCase()}`;
    assert.equal(await twins.redis.del(`account:${await twins.redis.get(key)}`, key), 2);
  }

  async function removeAll(kind: string): Promise<void> {
    const keys = await twins.redis.keys(`oidc:${kind}:*`);
    assert.ok(keys.length > 0, kind);
    await twins.redis.del(...keys);
  }

  function assertLoginForm(visit: Visit): void {
    assert.equal(visit.status, 200, visit.text);
    assert.match(visit.url.pathname, /^\/auth\/interaction\/[^/]+$/);
    assert.match(visit.text, /name="password"/);
  }

  it('shows the login form when the account of the session is missing, and another account can log in', async () => {
    const { browser } = await twins.newPlayer('Ada');
    await removeAccount('Ada');
    await twins.newPlayer('Bea');
    const login = beginLogin();
    const begun = await browser.get(login.url);
    assertLoginForm(await browser.followAll(begun));
    const posted = await browser.post(location(begun), { name: 'Bea', password: PASSWORD });
    const code = await followToCode(browser, login, posted);
    assert.equal((await twins.tokens(codeForm(code, login))).status, 200);
    assert.equal(location(await browser.get(beginLogin().url)).pathname, '/login/callback');
  });

  it('lets the name be registered again when the account of the session is missing', async () => {
    const { browser } = await twins.newPlayer('Cyd');
    await removeAccount('Cyd');
    const login = beginLogin();
    const code = await register(browser, login, 'Cyd', PASSWORD);
    assert.equal((await twins.tokens(codeForm(code, login))).status, 200);
  });

  it('answers login_required to prompt=none when the account of the session is missing', async () => {
    const { browser } = await twins.newPlayer('Dan');
    await removeAccount('Dan');
    const answer = location(await browser.get(beginLogin({ prompt: 'none' }).url));
    assert.deepEqual(
      [answer.pathname, answer.searchParams.get('error')],
      ['/login/callback', 'login_required'],
    );
  });

  it('logs out a session whose account is missing', async () => {
    const { browser } = await twins.newPlayer('Eve');
    await removeAccount('Eve');
    const page = await browser.get('/auth/session/end?client_id=motus');
    const done = await browser.post('/auth/session/end/confirm', {
      xsrf: xsrfOf(page),
      logout: 'yes',
    });
    assert.equal(done.status, 303, done.text);
    assertLoginForm(await browser.followAll(await browser.get(beginLogin().url)));
  });

  it('shows the login form again when the account is deleted after the form was posted', async () => {
    await twins.newPlayer('Fay');
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    const posted = await browser.post(page, { name: 'Fay', password: PASSWORD });
    await removeAccount('Fay');
    assertLoginForm(await browser.followAll(posted));
  });

  it('answers invalid_grant when the account of a code or a refresh token is missing', async () => {
    const early = await twins.newPlayer('Gus');
    await removeAccount('Gus');
    const code = await twins.tokens(codeForm(early.code, early.login));
    assert.deepEqual([code.status, code.body.error], [400, 'invalid_grant']);
    const late = await twins.newPlayer('Hal');
    const { body } = await twins.tokens(codeForm(late.code, late.login));
    await removeAccount('Hal');
    const refreshed = await twins.tokens({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);
  });

  it('answers invalid_grant when a refresh token, its grant or its session is missing; a session gets a new grant', async () => {
    for (const [name, kind] of [
      ['Ida', 'Grant'],
      ['Jim', 'Session'],
      ['Kay', 'RefreshToken'],
    ] as const) {
      const { browser, code, login } = await twins.newPlayer(name);
      const { body } = await twins.tokens(codeForm(code, login));
      await removeAll(kind);
      const refreshed = await twins.tokens({
        grant_type: 'refresh_token',
        refresh_token: body.refresh_token,
      });
      assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant'], kind);
      const visit = await browser.get(beginLogin().url);
      if (kind === 'Session') assertLoginForm(await browser.followAll(visit));
      else assert.equal(location(visit).pathname, '/login/callback', kind);
    }
  });

  it('shows a page with a link to start again when the interaction is missing', async () => {
    await twins.newPlayer('Lea');
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    const form = { name: 'Lea', password: PASSWORD };
    const posted = await browser.post(page, form);
    await removeAll('Interaction');
    for (const visit of [
      await browser.get(page),
      await browser.post(page, form),
      await browser.post(`${page}/register`, form),
      await browser.follow(posted),
    ]) {
      assert.equal(visit.status, 400, visit.text);
      assert.match(visit.text, /interaction_expired/);
      assert.match(visit.text, /href="\/login"/);
    }
  });

  it('does not list an operator whose account is missing, nor find it by name', async () => {
    const operators = createOperators(
      twins.redis,
      createAccounts(twins.redis, createPasswords(createHashQueue())),
    );
    const { code, login } = await twins.newPlayer('Ned');
    await operators.grant('Ned');
    const { body } = await twins.tokens(codeForm(code, login));
    await removeAccount('Ned');
    assert.deepEqual(await operators.list(), []);
    assert.equal(await operators.grant('Ned'), undefined);
    assert.equal(await operators.revoke('Ned'), undefined);
    const refreshed = await twins.tokens({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);
  });

  it('treats a name whose account is missing as unknown at login and as free at registration', async () => {
    await twins.newPlayer('Max');
    await twins.redis.del(`account:${await twins.redis.get('account-name:max')}`);
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    assert.equal((await browser.post(page, { name: 'Max', password: PASSWORD })).status, 422);
    const again = await browser.post(`${page}/register`, { name: 'Max', password: PASSWORD });
    assert.equal(again.status, 303, 'a name without an account is free');
  });
});
