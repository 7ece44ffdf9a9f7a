import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beginLogin, codeForm, openLoginPage } from '../test/oauth-client.ts';
import { PASSWORD, useTwins } from '../test/use-twins.ts';

describe('stored data', () => {
  const twins = useTwins();

  /** Registers a player, abandons one login and opens the logout page, so that every kind of record exists. */
  async function createRecords(name: string) {
    await openLoginPage(twins.newBrowser(), beginLogin());
    const { browser, login, code } = await twins.newPlayer(name);
    const { body } = await twins.tokens(codeForm(code, login), 0);
    await browser.get('/auth/session/end');
    return body;
  }

  /** Reads what a key of any type holds, as JSON. */
  async function readValue(key: string): Promise<string> {
    const { redis } = twins;
    const read: Record<string, () => Promise<unknown>> = {
      hash: () => redis.hgetall(key),
      set: () => redis.smembers(key),
      string: () => redis.get(key),
    };
    const type = await redis.type(key);
    return JSON.stringify(await (read[type]?.() ?? assert.fail(`${key} is a ${type}`)));
  }

  it('keeps only accounts and the commit counter without expiry; all other keys expire when their content does', async () => {
    await createRecords('Alice');
    const days = 24 * 3600;
    const longest: Record<string, number> = {
      'oidc:AuthorizationCode': 360,
      'oidc:Grant': 30 * days,
      'oidc:Interaction': 900,
      'oidc:RefreshToken': 30 * days,
      'oidc:Session': 30 * days,
      'oidc:grant': 30 * days,
      'oidc:uid': 30 * days,
    };
    const seen = new Set<string>();
    for (const key of await twins.redis.keys('*')) {
      const ttl = await twins.redis.ttl(key);
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
    for (const key of await twins.redis.keys('*')) {
      const value = await readValue(key);
      for (const secret of [PASSWORD, twins.clientSecret]) {
        assert.ok(!`${key} ${value}`.includes(secret), key);
      }
    }
    const [account] = await twins.redis.keys('account:*');
    assert.match((await twins.redis.hget(account ?? '', 'password')) ?? '', /^\$argon2id\$/);
  });

  it('replaces an outdated hash at the next login', async () => {
    await createRecords('Carole');
    const id = await twins.redis.get('account-name:carole');
    const outdated = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    await twins.redis.hset(`account:${id}`, 'password', outdated);
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    assert.equal((await browser.post(page, { name: 'Carole', password: 'password' })).status, 303);
    const renewed = await twins.redis.hget(`account:${id}`, 'password');
    assert.match(renewed ?? '', /^\$argon2id\$v=19\$m=19456,/);
    assert.equal((await browser.post(page, { name: 'Carole', password: 'password' })).status, 303);
  });

  it('rejects a refresh token whose account no longer exists', async () => {
    const { refresh_token } = await createRecords('Denis');
    await twins.redis.del(`account:${await twins.redis.get('account-name:denis')}`);
    const form = { grant_type: 'refresh_token', refresh_token };
    assert.equal((await twins.tokens(form)).body.error, 'invalid_grant');
  });
});
