import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeStore, createStore, type Store } from '@motus/store';
import { createAccounts } from '../accounts/accounts.ts';
import { createOperators } from '../accounts/operators.ts';
import { createHashQueue } from '../hashing/hash-queue.ts';
import { createPasswords } from '../hashing/passwords.ts';
import { Browser, location, type Visit } from '../test/browser.ts';
import {
  beginLogin,
  codeForm,
  finish,
  openLoginPage,
  register,
  requestTokens,
} from '../test/oauth-client.ts';
import { startTwins, type Twins } from '../test/twins.ts';

const PASSWORD = 'un bon mot de passe';

describe('what a browser or a token refers to is gone', () => {
  let twins: Twins;
  let store: Store;
  before(async () => {
    twins = await startTwins();
    const silent = { info: () => undefined, warn: () => undefined };
    store = createStore({ ...twins.store.connection, logger: silent });
  });
  after(async () => {
    await closeStore(store);
    await twins.stop();
  });

  const tokens = (form: Record<string, string>) => requestTokens(twins.origins[1], twins.clientSecret, form);

  async function loggedIn(name: string) {
    const browser = new Browser(twins.origins);
    const login = beginLogin();
    const code = await register(browser, login, name, PASSWORD);
    return { browser, login, code };
  }

  /** Removes an account, and its name. */
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

  it('the account of a session: the login form, and another account may log in there', async () => {
    const { browser } = await loggedIn('Ada');
    await removeAccount('Ada');
    await loggedIn('Bea');
    const login = beginLogin();
    const begun = await browser.get(login.url);
    assertLoginForm(await browser.followAll(begun));
    const posted = await browser.post(location(begun), { name: 'Bea', password: PASSWORD });
    const code = await finish(browser, login, posted);
    assert.equal((await tokens(codeForm(code, login))).status, 200);
    // And stays logged in.
    assert.equal(location(await browser.get(beginLogin().url)).pathname, '/login/callback');
  });

  it('the account of a session: its name may be registered anew', async () => {
    const { browser } = await loggedIn('Cyd');
    await removeAccount('Cyd');
    const login = beginLogin();
    const code = await register(browser, login, 'Cyd', PASSWORD);
    assert.equal((await tokens(codeForm(code, login))).status, 200);
  });

  it('the account of a session that asks for no form: the error of the protocol', async () => {
    const { browser } = await loggedIn('Dan');
    await removeAccount('Dan');
    const answer = location(await browser.get(beginLogin({ prompt: 'none' }).url));
    assert.deepEqual(
      [answer.pathname, answer.searchParams.get('error')],
      ['/login/callback', 'login_required'],
    );
  });

  it('the account of a session that logs out: it is asked, and led back to the game', async () => {
    const { browser } = await loggedIn('Eve');
    await removeAccount('Eve');
    const page = await browser.get('/auth/session/end?client_id=motus');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const done = await browser.post('/auth/session/end/confirm', { xsrf, logout: 'yes' });
    assert.equal(done.status, 303, done.text);
    assertLoginForm(await browser.followAll(await browser.get(beginLogin().url)));
  });

  it('the account, between the form and what follows it: the login form again', async () => {
    await loggedIn('Fay');
    const browser = new Browser(twins.origins);
    const page = await openLoginPage(browser, beginLogin());
    const posted = await browser.post(page, { name: 'Fay', password: PASSWORD });
    await removeAccount('Fay');
    assertLoginForm(await browser.followAll(posted));
  });

  it('the account of a code, and of a refresh token: an invalid grant', async () => {
    const early = await loggedIn('Gus');
    await removeAccount('Gus');
    const code = await tokens(codeForm(early.code, early.login));
    assert.deepEqual([code.status, code.body.error], [400, 'invalid_grant']);
    const late = await loggedIn('Hal');
    const { body } = await tokens(codeForm(late.code, late.login));
    await removeAccount('Hal');
    const refreshed = await tokens({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);
  });

  it('the grant or the session of a refresh token: an invalid grant; the grant of a session: another one', async () => {
    for (const [name, kind] of [
      ['Ida', 'Grant'],
      ['Jim', 'Session'],
      ['Kay', 'RefreshToken'],
    ] as const) {
      const { browser, code, login } = await loggedIn(name);
      const { body } = await tokens(codeForm(code, login));
      await removeAll(kind);
      const refreshed = await tokens({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
      assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant'], kind);
      const visit = await browser.get(beginLogin().url);
      if (kind === 'Session') assertLoginForm(await browser.followAll(visit));
      else assert.equal(location(visit).pathname, '/login/callback', kind);
    }
  });

  it('the interaction: a page that leads back to the login, for the form and for what follows it', async () => {
    await loggedIn('Lea');
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

  it('the account of an operator: it is on no list, and no name leads to it', async () => {
    const operators = createOperators(store, createAccounts(store, createPasswords(createHashQueue())));
    const { code, login } = await loggedIn('Ned');
    await operators.grant('Ned');
    const { body } = await tokens(codeForm(code, login));
    await removeAccount('Ned');
    assert.deepEqual(await operators.list(), []);
    assert.equal(await operators.grant('Ned'), undefined);
    assert.equal(await operators.revoke('Ned'), undefined);
    const refreshed = await tokens({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    assert.deepEqual([refreshed.status, refreshed.body.error], [400, 'invalid_grant']);
  });

  it('the account that holds a name: a wrong password, and a name that is free', async () => {
    await loggedIn('Max');
    await store.del(`account:${await store.get('account-name:max')}`);
    const browser = new Browser(twins.origins);
    const page = await openLoginPage(browser, beginLogin());
    assert.equal((await browser.post(page, { name: 'Max', password: PASSWORD })).status, 422);
    const again = await browser.post(`${page}/register`, { name: 'Max', password: PASSWORD });
    assert.equal(again.status, 303, 'a name that leads nowhere is free');
  });
});
