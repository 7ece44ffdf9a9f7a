import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeStore, type Store } from '@motus/store';
import { createAccounts } from '../accounts/accounts.ts';
import { createOperators } from '../accounts/operators.ts';
import { createHashQueue } from '../hashing/hash-queue.ts';
import { createPasswords } from '../hashing/passwords.ts';
import { Browser, location, type Visit } from '../test/browser.ts';
import {
  beginLogin,
  codeForm,
  followToCode,
  openLoginPage,
  register,
  requestTokens,
  xsrfOf,
} from '../test/oauth-client.ts';
import { openTestStore, startTwins, type Twins } from '../test/twins.ts';

const PASSWORD = 'un bon mot de passe';

describe('missing records', () => {
  let twins: Twins;
  let store: Store;
  before(async () => {
    twins = await startTwins();
    store = openTestStore(twins.store);
  });
  after(async () => {
    await closeStore(store);
    await twins.stop();
  });

  const tokens = (form: Record<string, string>) => requestTokens(twins.origins[1], twins.clientSecret, form);

  async function logInNewPlayer(name: string) {
    const browser = new Browser(twins.origins);
    const login = beginLogin();
    const code = await register(browser, login, name, PASSWORD);
    return { browser, login, code };
  }

  /** Deletes an account and its name. */
  async function removeAccount(name: string): Promise<void> {
    const key = `account-name:${name.toLowerCase()}`;
    assert.equal(await store.del(`account:${await store.get(key)}`, key), 2);
  }

  async function removeAll(kind: string): Promise<void> {
    const keys = await store.keys(`oidc:${kind}:*`);
    assert.ok(keys.length > 0, kind);
    await store.del(...keys);
  }

  function assertLoginForm(visit: Visit): void {
    assert.equal(visit.status, 200, visit.text);
    assert.match(visit.url.pathname, /^\/auth\/interaction\/[^/]+$/);
    assert.match(visit.text, /name="password"/);
  }

  it('shows the login form when the account of the session is missing, and another account can log in', async () => {
    const { browser } = await logInNewPlayer('Ada');
    await removeAccount('Ada');
    await logInNewPlayer('Bea');
    const login = beginLogin();
    const begun = await browser.get(login.url);
    assertLoginForm(await browser.followAll(begun));
    const posted = await browser.post(location(begun), { name: 'Bea', password: PASSWORD });
    const code = await followToCode(browser, login, posted);
    assert.equal((await tokens(codeForm(code, login))).status, 200);
    assert.equal(location(await browser.get(beginLogin().url)).pathname, '/login/callback');
  });

  it('lets the name be registered again when the account of the session is missing', async () => {
    const { browser } = await logInNewPlayer('Cyd');
    await removeAccount('Cyd');
    const login = beginLogin();
    const code = await register(browser, login, 'Cyd', PASSWORD);
    assert.equal((await tokens(codeForm(code, login))).status, 200);
  });

  it('answers login_required to prompt=none when the account of the session is missing', async () => {
    const { browser } = await logInNewPlayer('Dan');
    await removeAccount('Dan');
    const answer = location(await browser.get(beginLogin({ prompt: 'none' }).url));
    assert.deepEqual(
      [answer.pathname, answer.searchParams.get('error')],
      ['/login/callback', 'login_required'],
    );
  });

  it('logs out a session whose account is missing', async () => {
    const { browser } = await logInNewPlayer('Eve');
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
    await logInNewPlayer('Fay');
    const browser = new Browser(twins.origins);
    const page = await openLoginPage(browser, beginLogin());
    const posted = await browser.post(page, { name: 'Fay', password: PASSWORD });
    await removeAccount('Fay');
    assertLoginForm(await browser.followAll(posted));
  });

  it('answers invalid_grant when the account of a code or a refresh token is missing', async () => {
    const early = await logInNewPlayer('Gus');
    await removeAccount('Gus');
    const code = await tokens(codeForm(early.code, early.login));
    assert.deepEqual([code.status, code.body.error], [400, 'invalid_grant']);
    const late = await logInNewPlayer('Hal');
    const { body } = await tokens(codeForm(late.code, late.login));
    await removeAccount('Hal');
    const refreshed = await tokens({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);
  });

  it('answers invalid_grant when a refresh token, its grant or its session is missing; a session gets a new grant', async () => {
    for (const [name, kind] of [
      ['Ida', 'Grant'],
      ['Jim', 'Session'],
      ['Kay', 'RefreshToken'],
    ] as const) {
      const { browser, code, login } = await logInNewPlayer(name);
      const { body } = await tokens(codeForm(code, login));
      await removeAll(kind);
      const refreshed = await tokens({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
      assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant'], kind);
      const visit = await browser.get(beginLogin().url);
      if (kind === 'Session') assertLoginForm(await browser.followAll(visit));
      else assert.equal(location(visit).pathname, '/login/callback', kind);
    }
  });

  it('shows a page with a link to start again when the interaction is missing', async () => {
    await logInNewPlayer('Lea');
    const browser = new Browser(twins.origins);
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
    const operators = createOperators(store, createAccounts(store, createPasswords(createHashQueue())));
    const { code, login } = await logInNewPlayer('Ned');
    await operators.grant('Ned');
    const { body } = await tokens(codeForm(code, login));
    await removeAccount('Ned');
    assert.deepEqual(await operators.list(), []);
    assert.equal(await operators.grant('Ned'), undefined);
    assert.equal(await operators.revoke('Ned'), undefined);
    const refreshed = await tokens({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);
  });

  it('treats a name whose account is missing as unknown at login and as free at registration', async () => {
    await logInNewPlayer('Max');
    await store.del(`account:${await store.get('account-name:max')}`);
    const browser = new Browser(twins.origins);
    const page = await openLoginPage(browser, beginLogin());
    assert.equal((await browser.post(page, { name: 'Max', password: PASSWORD })).status, 422);
    const again = await browser.post(`${page}/register`, { name: 'Max', password: PASSWORD });
    assert.equal(again.status, 303, 'a name without an account is free');
  });
});
