import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Browser, location } from '../test/browser.ts';
import { beginLogin, openLoginPage, readJson } from '../test/oauth-client.ts';
import { startTwins } from '../test/twins.ts';
import { PASSWORD, useTwins } from '../test/use-twins.ts';

describe('pages', () => {
  const twins = useTwins();

  it('shows an error at each invalid field and keeps the name', async () => {
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    const visit = await browser.post(`${page}/register`, { name: '"><script>', password: 'court' });
    assert.equal(visit.status, 422);
    assert.match(visit.text, /id="name-error">Le nom ne peut contenir que/);
    assert.match(visit.text, /id="password-error">Le mot de passe doit compter au moins 8 caractères\./);
    assert.doesNotMatch(visit.text, /Au moins 8 caractères|password-hint/);
    assert.match(visit.text, /value="&quot;&gt;&lt;script&gt;"/);
    assert.doesNotMatch(visit.text, /<script/);
  });

  it('shows a page with a link to start again when the login has expired or belongs to another browser', async () => {
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    for (const path of [
      page,
      `${page}/register`,
      '/auth/interaction/unknown',
      page.replace('interaction', 'auth'),
    ]) {
      const visit = await twins.newBrowser().get(path);
      assert.equal(visit.status, 400, path);
      assert.match(visit.text, /<h1>Cette page a expiré<\/h1>/);
      assert.match(visit.text, /href="\/login"/);
      assert.match(visit.text, /Référence&nbsp;: <code>[0-9a-f-]{36}<\/code>/);
    }
    const posted = await twins.newBrowser().post(`${page}/register`, {
      name: 'Voleur',
      password: PASSWORD,
    });
    assert.equal(posted.status, 400, 'a form without the cookie of its interaction');
    const response = await fetch(`${twins.origins[0]}${page}`);
    assert.equal(response.status, 400);
    const { code, requestId } = await readJson<{ code: string; requestId: string }>(response);
    assert.equal(code, 'interaction_expired');
    assert.match(requestId, /^[0-9a-f-]{36}$/);
  });

  it('sends a content security policy without scripts, and a cacheable stylesheet', async () => {
    const browser = twins.newBrowser();
    const visit = await browser.follow(await browser.get(beginLogin().url));
    assert.match(visit.headers.get('content-security-policy') ?? '', /default-src 'none'; style-src 'self'/);
    assert.equal(visit.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(visit.headers.get('cache-control'), 'no-store');
    const href = /<link rel="stylesheet" href="([^"]+)"/.exec(visit.text)?.[1] ?? '';
    const style = await browser.get(href);
    assert.equal(style.status, 200);
    assert.match(style.headers.get('content-type') ?? '', /^text\/css/);
    assert.match(style.headers.get('cache-control') ?? '', /immutable/);
    assert.match(style.text, /:root \{[^@]*@media \(prefers-color-scheme: light\) \{[^@]*\n:root \{/);
  });

  it("shows the operator's product name, colours, footer and link to Grafana", async (t) => {
    const customized = await startTwins(undefined, {
      PRODUCT_NAME: 'Été 2!',
      FOOTER_TEXT: 'Tiré de <Lettres & Cie>',
      COLOR_GROUND: '#102030',
      GRAFANA_URL: 'https://grafana.test',
    });
    t.after(() => customized.stop());
    const browser = new Browser(customized.origins);
    const form = await browser.follow(await browser.get(beginLogin().url));
    const errorPage = await new Browser(customized.origins).get('/auth/interaction/unknown');
    const providerError = await new Browser(customized.origins).get('/auth/auth?client_id=nobody');
    for (const { text } of [form, errorPage, providerError]) {
      assert.match(text, /<title>[^<]+ · Été 2!<\/title>/);
      assert.match(text, /aria-label="Été 2!, retour au jeu"/);
      const spelled = text
        .match(/<i class="\w+">[^<]+|class="word"/g)
        ?.map((part) => part.replace(/^<.*>/, ''));
      assert.deepEqual(spelled, ['class="word"', 'É', 'T', 'É', 'class="word"', '2', '!']);
      assert.ok(text.includes('<footer>Tiré de &lt;Lettres &amp; Cie&gt;</footer>'));
      assert.ok(text.includes('<meta name="theme-color" content="#102030">'));
      assert.ok(text.includes('<link rel="stylesheet" href="/site.css">'));
      assert.doesNotMatch(text, /Motus/);
    }
    for (const { text } of [errorPage, providerError])
      assert.match(text, /Référence&nbsp;: <a href="https:\/\/grafana\.test\/d\/motus-logs\?var-request_id=/);
    const plain = await twins.newBrowser().get('/auth/interaction/unknown');
    assert.doesNotMatch(plain.text, /site\.css|<footer/);
  });

  it('counts logins and registrations by outcome', async () => {
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    const form = { name: 'Alice', password: PASSWORD };
    await browser.post(`${page}/register`, { ...form, password: 'court' });
    await browser.post(`${page}/register`, form);
    await browser.post(`${page}/register`, form);
    await browser.post(page, { ...form, password: 'un autre' });
    await browser.post(page, form);
    const rival = twins.newBrowser();
    await rival.post(`${await openLoginPage(rival, beginLogin())}/register`, form);

    const texts = await Promise.all(
      twins.origins.map(async (origin) => (await fetch(`${origin}/metrics`)).text()),
    );
    const lines = texts.join('\n').split('\n');
    for (const series of [
      'logins_total{outcome="success"}',
      'logins_total{outcome="refused"}',
      'registrations_total{outcome="created"}',
      'registrations_total{outcome="repeated"}',
      'registrations_total{outcome="name_taken"}',
      'registrations_total{outcome="invalid"}',
      'http_requests_total{method="GET",route="/auth/interaction/:uid",status="200"}',
      'http_requests_total{method="GET",route="/auth/auth",status="303"}',
    ]) {
      const counted = lines
        .filter((line) => line.startsWith(`${series} `))
        .map((line) => Number(line.split(' ').at(-1)));
      assert.ok(
        counted.some((count) => count > 0),
        series,
      );
    }
  });

  it('marks every cookie as Secure when PUBLIC_URL is https', async (t) => {
    const publicUrl = 'https://motus.example';
    const secure = await startTwins(publicUrl);
    t.after(() => secure.stop());
    const browser = new Browser(secure.origins, publicUrl);
    const page = await openLoginPage(browser, beginLogin({ redirect_uri: `${publicUrl}/login/callback` }));
    const form = { name: 'Alice', password: PASSWORD };
    const visit = await browser.followAll(await browser.post(`${page}/register`, form));
    assert.equal(location(visit).origin + location(visit).pathname, `${publicUrl}/login/callback`);
    assert.ok(browser.cookieValues().length > 0);
  });
});
