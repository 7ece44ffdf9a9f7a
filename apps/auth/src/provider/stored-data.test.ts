import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { closeStore, type Store } from '@motus/store';
import { Browser } from '../test/browser.ts';
import { beginLogin, codeForm, openLoginPage, register, requestTokens } from '../test/oauth-client.ts';
import { openTestStore, startTwins, type Twins } from '../test/twins.ts';

describe('stored data', () => {
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

  /** Registers a player, abandons one login and opens the logout page, so that every kind of record exists. */
  async function createRecords(name: string) {
    const browser = new Browser(twins.origins);
    await openLoginPage(browser, beginLogin());
    const login = beginLogin();
    const code = await register(browser, login, name, 'un bon mot de passe');
    const { body } = await requestTokens(twins.origins[0], twins.clientSecret, codeForm(code, login));
    await browser.get('/auth/session/end');
    return body;
  }

  it('keeps only accounts and the commit counter without expiry; all other keys expire when their content does', async () => {
    await createRecords('Alice');
    const days = 24 * 3600;
    const longest: Record<string, number> = {
      'oidc:AuthorizationCode': 360,
      'oidc:Grant': 30 * days,
      'oidc:Interaction': 3600,
      'oidc:RefreshToken': 30 * days,
      'oidc:Session': 30 * days,
      'oidc:grant': 30 * days,
      'oidc:uid': 30 * days,
    };
    const seen = new Set<string>();
    for (const key of await store.keys('*')) {
      const ttl = await store.ttl(key);
      if (/^account(-name)?:|^store:commits$/.test(key)) {
        assert.equal(ttl, -1, key);
        continue;
      }
      const kind = key.split(':', 2).join(':');
      seen.add(kind);
      const limit = longest[kind];
      assert.ok(limit !== undefined && ttl > 0 && ttl <= limit, `${key} lives ${ttl} s`);
    }
    assert.deepEqual([...seen].sort(), Object.keys(longest).sort());
  });

  it('stores no plain-text password and no client secret', async () => {
    await createRecords('Bob');
    for (const key of await store.keys('*')) {
      const type = await store.type(key);
      const value = type === 'hash' ? Object.values(await store.hgetall(key)).join() : await store.dump(key);
      assert.doesNotMatch(`${key} ${value}`, /un bon mot de passe/);
      assert.ok(!`${value}`.includes(twins.clientSecret), key);
    }
    const [account] = await store.keys('account:*');
    assert.match((await store.hget(account ?? '', 'password')) ?? '', /^\$argon2id\$/);
  });

  it('replaces an outdated hash at the next login', async () => {
    await createRecords('Carole');
    const id = await store.get('account-name:carole');
    const outdated = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    await store.hset(`account:${id}`, 'password', outdated);
    const browser = new Browser(twins.origins);
    const page = await openLoginPage(browser, beginLogin());
    assert.equal((await browser.post(page, { name: 'Carole', password: 'password' })).status, 303);
    const renewed = await store.hget(`account:${id}`, 'password');
    assert.match(renewed ?? '', /^\$argon2id\$v=19\$m=19456,/);
    assert.equal((await browser.post(page, { name: 'Carole', password: 'password' })).status, 303);
  });

  it('rejects a refresh token whose account no longer exists', async () => {
    const { refresh_token } = await createRecords('Denis');
    await store.del(`account:${await store.get('account-name:denis')}`);
    const form = { grant_type: 'refresh_token', refresh_token };
    assert.equal(
      (await requestTokens(twins.origins[1], twins.clientSecret, form)).body.error,
      'invalid_grant',
    );
  });
});
