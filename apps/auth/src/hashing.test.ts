import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Browser } from './test/browser.ts';
import { beginLogin, openLoginPage, register } from './test/client.ts';
import { startTwins, type Twins } from './test/twins.ts';

const PASSWORD = 'un bon mot de passe';

describe('hashing', () => {
  let twins: Twins;
  before(async () => {
    twins = await startTwins();
    await register(new Browser(twins.origins), beginLogin(), 'Alice', PASSWORD);
  });
  after(() => twins.stop());

  const hashes = async (twin: 0 | 1) => {
    const { body } = await twins.apps[twin].inject('/metrics');
    return Number(/^password_hashes_total (\d+)$/m.exec(body)?.[1] ?? assert.fail(body));
  };

  /** Sends a form as HAProxy does, to one of the twins; `requestId` stays the same when it sends a request again. */
  const post = (twin: 0 | 1, browser: Browser, path: string, requestId: string, name = 'Alice') =>
    fetch(twins.origins[twin] + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: browser.cookieHeader(path), 'x-request-id': requestId },
      body: new URLSearchParams({ name, password: PASSWORD }),
    });

  for (const form of ['', '/register']) {
    it(`does not hash twice what HAProxy sends again after it was done: ${form || 'a login'}`, async () => {
      const browser = new Browser(twins.origins);
      const path = (await openLoginPage(browser, beginLogin())) + form;
      const name = form === '' ? 'Alice' : 'Bob';
      const first = await post(0, browser, path, 'r1', name);
      assert.equal(first.status, 303);
      const before = await hashes(1);
      const again = await post(1, browser, path, 'r1', name);
      assert.equal(again.status, 303);
      assert.equal(again.headers.get('location'), first.headers.get('location'));
      assert.equal(await hashes(1), before);
    });
  }

  it('asks everybody else for the password again, in the same interaction too', async () => {
    const browser = new Browser(twins.origins);
    const path = await openLoginPage(browser, beginLogin());
    assert.equal((await post(0, browser, path, 'r2')).status, 303);
    const other = await fetch(twins.origins[1] + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: browser.cookieHeader(path), 'x-request-id': 'r3' },
      body: new URLSearchParams({ name: 'Alice', password: 'ce n’est pas le bon' }),
    });
    assert.equal(other.status, 422);
  });

  it('answers with the form, 503 and Retry-After where too many wait, and hashes none of those', async () => {
    const browser = new Browser(twins.origins);
    const path = await openLoginPage(browser, beginLogin());
    const before = await hashes(0);
    const answers = await Promise.all(
      Array.from({ length: 400 }, async (_, i) => {
        const answer = await post(0, browser, path, `flood-${i}`);
        return {
          status: answer.status,
          retryAfter: answer.headers.get('retry-after'),
          text: await answer.text(),
        };
      }),
    );
    const busy = answers.filter(({ status }) => status === 503);
    assert.ok(busy.length > 0);
    for (const { retryAfter, text } of busy) {
      assert.equal(retryAfter, '5');
      assert.match(text, /<form method="post"/);
      assert.match(text, /value="Alice"/);
    }
    assert.equal(answers.filter(({ status }) => status === 303).length, 400 - busy.length);
    assert.equal((await hashes(0)) - before, 400 - busy.length);
  });

  it('does not hash what nobody waits for any more', async () => {
    const browser = new Browser(twins.origins);
    const path = await openLoginPage(browser, beginLogin());
    const before = await hashes(0);
    const gone = new AbortController();
    const sent = Array.from({ length: 30 }, (_, i) =>
      fetch(twins.origins[0] + path, {
        method: 'POST',
        signal: gone.signal,
        headers: { accept: 'text/html', cookie: browser.cookieHeader(path), 'x-request-id': `gone-${i}` },
        body: new URLSearchParams({ name: 'Alice', password: PASSWORD }),
      }).catch(() => undefined),
    );
    while ((await hashes(0)) === before) await new Promise(setImmediate);
    gone.abort();
    await Promise.all(sent);
    assert.equal((await post(0, browser, path, 'last')).status, 303);
    const made = (await hashes(0)) - before;
    assert.ok(made < 15, `${made} of 31`);
  });
});
