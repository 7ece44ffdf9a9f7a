import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Browser } from '../test/browser.ts';
import { beginLogin, openLoginPage } from '../test/oauth-client.ts';
import { PASSWORD, useTwins } from '../test/use-twins.ts';

describe('password hashing during login', () => {
  const twins = useTwins();
  before(() => twins.newPlayer('Alice'));

  const startedHashes = async (twin: 0 | 1) => {
    const { body } = await twins.apps[twin].inject('/metrics');
    return Number(/^password_hashes_total (\d+)$/m.exec(body)?.[1] ?? assert.fail(body));
  };

  /** Posts a form to one twin as HAProxy does, which repeats a request with the same `requestId`. */
  const post = (twin: 0 | 1, browser: Browser, path: string, requestId: string, name = 'Alice') =>
    fetch(twins.origins[twin] + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: browser.cookieHeader(path), 'x-request-id': requestId },
      body: new URLSearchParams({ name, password: PASSWORD }),
    });

  for (const form of ['', '/register']) {
    it(`does not hash again when HAProxy repeats a completed ${form === '' ? 'login' : 'registration'}`, async () => {
      const browser = twins.newBrowser();
      const path = (await openLoginPage(browser, beginLogin())) + form;
      const name = form === '' ? 'Alice' : 'Bob';
      const first = await post(0, browser, path, 'r1', name);
      assert.equal(first.status, 303);
      const before = await startedHashes(1);
      const again = await post(1, browser, path, 'r1', name);
      assert.equal(again.status, 303);
      assert.equal(again.headers.get('location'), first.headers.get('location'));
      assert.equal(await startedHashes(1), before);
    });
  }

  it('verifies the password of any other request in the same interaction', async () => {
    const browser = twins.newBrowser();
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

  it('answers with the form, 503 and Retry-After when too many passwords wait, without hashing them', async () => {
    const browser = twins.newBrowser();
    const path = await openLoginPage(browser, beginLogin());
    const before = await startedHashes(0);
    const responses = await Promise.all(
      Array.from({ length: 400 }, async (_, i) => {
        const response = await post(0, browser, path, `flood-${i}`);
        return {
          status: response.status,
          retryAfter: response.headers.get('retry-after'),
          text: await response.text(),
        };
      }),
    );
    const busy = responses.filter(({ status }) => status === 503);
    assert.ok(busy.length > 0 && busy.length < 400, `${busy.length} of 400`);
    for (const { retryAfter, text } of busy) {
      assert.equal(retryAfter, '5');
      assert.match(text, /<form method="post"/);
      assert.match(text, /value="Alice"/);
    }
    assert.equal(responses.filter(({ status }) => status === 303).length, 400 - busy.length);
    assert.equal((await startedHashes(0)) - before, 400 - busy.length);
  });

  it('does not hash the passwords of disconnected clients', async () => {
    const browser = twins.newBrowser();
    const path = await openLoginPage(browser, beginLogin());
    const before = await startedHashes(0);
    const disconnected = new AbortController();
    const sent = Array.from({ length: 30 }, (_, i) =>
      fetch(twins.origins[0] + path, {
        method: 'POST',
        signal: disconnected.signal,
        headers: { accept: 'text/html', cookie: browser.cookieHeader(path), 'x-request-id': `gone-${i}` },
        body: new URLSearchParams({ name: 'Alice', password: PASSWORD }),
      }).catch(() => undefined),
    );
    while ((await startedHashes(0)) === before) await new Promise(setImmediate);
    disconnected.abort();
    await Promise.all(sent);
    assert.equal((await post(0, browser, path, 'last')).status, 303);
    const hashed = (await startedHashes(0)) - before;
    assert.ok(hashed < 15, `${hashed} of 31`);
  });
});
