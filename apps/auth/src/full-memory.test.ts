import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '@motus/testing';
import { beginLogin, codeForm, openLoginPage } from './test/oauth-client.ts';
import { PASSWORD, useTwins } from './test/use-twins.ts';

describe('while the memory of the auth store is full', () => {
  const twins = useTwins();

  /** Redis refuses what takes memory as soon as this is less than it uses; `0` is no limit. */
  const setMaxMemory = (bytes: number) => twins.redis.config('SET', 'maxmemory', bytes);

  it('keeps players logged in, and answers logins with 507, which HAProxy turns into 503', async () => {
    const { browser, login, code } = await twins.newPlayer('Alice');
    const { body } = await twins.tokens(codeForm(code, login));
    const waiting = twins.newBrowser();
    const page = await openLoginPage(waiting, beginLogin());
    const before = (await twins.redis.keys('*')).sort();
    await setMaxMemory(1);
    try {
      const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token };
      assert.equal((await twins.tokens(refresh)).status, 200, 'the game gets a new access token');

      const form = { name: 'Alice', password: PASSWORD };
      for (const visit of [
        await twins.newBrowser().get(beginLogin().url),
        await browser.get(beginLogin().url),
        await waiting.post(page, form),
        await waiting.post(`${page}/register`, { ...form, name: 'Bob' }),
      ]) {
        assert.equal(visit.status, 507, visit.url.href);
        assert.equal(visit.headers.get('retry-after'), '1');
        assert.match(visit.text, /<h1>Service momentanément indisponible<\/h1>/);
      }
      const answer = await fetch(`${twins.origins[0]}${beginLogin().url}`);
      const { code: errorCode, requestId } = (await answer.json()) as { code: string; requestId: string };
      assert.deepEqual([answer.status, errorCode], [507, 'try_again']);
      assert.ok(requestId);
      assert.deepEqual((await twins.redis.keys('*')).sort(), before, 'nothing is stored');
    } finally {
      await setMaxMemory(0);
    }
    await until(async () => (await waiting.post(page, { name: 'Alice', password: PASSWORD })).status === 303);
  });
});
