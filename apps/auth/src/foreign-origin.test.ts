import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertForeignOriginsRefused, recordRoutes } from '@motus/testing/routes';
import { SECURITY_HEADERS } from './security-headers.ts';
import { beginLogin, openLoginPage } from './test/oauth-client.ts';
import { PUBLIC_URL } from './test/twins.ts';
import { PASSWORD, useTwins } from './test/use-twins.ts';

describe('requests of other origins', () => {
  const routes = recordRoutes();
  const twins = useTwins();

  it('are refused on every route with an unsafe method', async () => {
    const refusing = await assertForeignOriginsRefused(twins.apps[0], routes);
    for (const route of ['POST /auth/interaction/:uid', 'POST /auth/token', 'POST /auth/session/end/confirm'])
      assert.ok(refusing.includes(route), route);
  });

  it('are refused with a page where a browser shows the answer, with the security headers', async () => {
    for (const url of ['/auth/interaction/x', '/auth/session/end/confirm']) {
      const headers = { origin: 'https://evil.example', accept: 'text/html' };
      const answer = await twins.apps[0].inject({ method: 'POST', url, headers });
      assert.equal(answer.statusCode, 403, url);
      assert.match(answer.body, /<h1>Demande refusée<\/h1>/);
      assert.match(
        answer.body,
        /Cette requête ne vient pas du jeu, dont l’adresse est http:\/\/motus\.test:3101\./,
      );
      assert.match(answer.body, /Référence&nbsp;: <code>[0-9a-f-]{36}<\/code>/);
      for (const [name, value] of Object.entries(SECURITY_HEADERS))
        assert.equal(answer.headers[name], value, url);
    }
  });

  it('do not log anybody in; the form of the own page does', async () => {
    await twins.newPlayer('Alice');
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    const send = (origin: string) =>
      fetch(`${twins.origins[0]}${page}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, cookie: browser.cookieHeader(page) },
        body: new URLSearchParams({ name: 'Alice', password: PASSWORD }),
      });
    assert.equal((await send('http://motus.test:4000')).status, 403);
    assert.equal((await send(PUBLIC_URL)).status, 303);
  });
});
