import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Browser, location } from '../test/browser.ts';
import { beginLogin, codeForm, type TokenResponse, xsrfOf } from '../test/oauth-client.ts';
import { PUBLIC_URL } from '../test/twins.ts';
import { useTwins } from '../test/use-twins.ts';

describe('logout (OpenID Connect RP-Initiated Logout 1.0)', () => {
  const twins = useTwins();
  let players = 0;

  async function logInNewPlayer(): Promise<{ browser: Browser; body: TokenResponse; url: string }> {
    players += 1;
    const { browser, login, code } = await twins.newPlayer(`Joueur ${players}`);
    const { body } = await twins.tokens(codeForm(code, login), 0);
    return { browser, body, url: logoutUrl({ id_token_hint: body.id_token, state: 'abc' }) };
  }

  function logoutUrl(parameters: Record<string, string>): string {
    const all = { client_id: 'motus', post_logout_redirect_uri: `${PUBLIC_URL}/`, ...parameters };
    return `/auth/session/end?${new URLSearchParams(all)}`;
  }

  const refresh = (body: TokenResponse) =>
    twins.tokens({
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
    });

  it('asks for confirmation, then ends the session, revokes the tokens and redirects to the game', async () => {
    const { browser, body, url } = await logInNewPlayer();
    const page = await browser.get(url);
    assert.equal(page.status, 200);
    assert.match(page.text, /<button type="submit" name="logout" value="yes">Se déconnecter<\/button>/);
    assert.match(page.text, /<button type="submit" class="quiet">Rester connecté<\/button>/);
    assert.equal((await refresh(body)).status, 200, 'the question alone revokes nothing');

    const form = { xsrf: xsrfOf(page), logout: 'yes' };
    const twice = browser.clone();
    const done = await browser.post('/auth/session/end/confirm', form);
    assert.equal(location(done).href, `${PUBLIC_URL}/?state=abc`);
    assert.equal((await refresh(body)).body.error, 'invalid_grant');
    assert.match(location(await browser.get(beginLogin().url)).pathname, /^\/auth\/interaction\//);

    const again = await twice.post('/auth/session/end/confirm', form);
    assert.equal(location(again).href, `${PUBLIC_URL}/`, 'sending the same form twice is not an error');
  });

  it('keeps the session when the player chooses to stay', async () => {
    const { browser, url } = await logInNewPlayer();
    const page = await browser.get(url);
    const done = await browser.post('/auth/session/end/confirm', { xsrf: xsrfOf(page) });
    assert.equal(location(done).origin, PUBLIC_URL);
    assert.equal(location(await browser.get(beginLogin().url)).pathname, '/login/callback');
  });

  it('does not end a session without the CSRF secret of the page', async () => {
    const { browser, body, url } = await logInNewPlayer();
    await browser.get(url);
    const forged = await browser.post('/auth/session/end/confirm', { xsrf: 'guess', logout: 'yes' });
    assert.equal(forged.status, 400);
    assert.match(forged.text, /<h1>Demande refusée<\/h1>/);
    assert.equal((await refresh(body)).status, 200);
  });

  it('redirects immediately when nobody is logged in', async () => {
    const stranger = twins.newBrowser();
    assert.equal(location(await stranger.get(logoutUrl({}))).href, `${PUBLIC_URL}/`);
    const bare = await stranger.get('/auth/session/end');
    assert.equal(location(bare).href, `${PUBLIC_URL}/`);
    const elsewhere = await stranger.get(logoutUrl({ post_logout_redirect_uri: 'https://evil.example/' }));
    assert.equal(elsewhere.status, 400);
    assert.doesNotMatch(elsewhere.text, /evil/);
  });

  it('shows a confirmation page', async () => {
    const visit = await twins.newBrowser().get('/auth/session/end/success');
    assert.equal(visit.status, 200);
    assert.match(visit.text, /<h1>Vous êtes déconnecté<\/h1>/);
  });
});
