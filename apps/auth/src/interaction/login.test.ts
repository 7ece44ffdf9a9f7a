import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { location } from '../test/browser.ts';
import {
  beginLogin,
  codeForm,
  followToCode,
  openLoginPage,
  readJson,
  register,
  xsrfOf,
} from '../test/oauth-client.ts';
import { PUBLIC_URL } from '../test/twins.ts';
import { PASSWORD, useTwins } from '../test/use-twins.ts';

describe('login', () => {
  const twins = useTwins();

  it('uses PUBLIC_URL in the discovery document, whatever the request headers say', async () => {
    const response = await fetch(`${twins.origins[0]}/auth/.well-known/openid-configuration`, {
      headers: {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'ftp',
        forwarded: 'host=evil.example',
      },
    });
    const discovery = await readJson<Record<string, unknown>>(response);
    assert.equal(discovery.issuer, `${PUBLIC_URL}/auth`);
    assert.equal(discovery.authorization_endpoint, `${PUBLIC_URL}/auth/auth`);
    assert.equal(discovery.token_endpoint, `${PUBLIC_URL}/auth/token`);
    assert.equal(discovery.jwks_uri, `${PUBLIC_URL}/auth/jwks`);
    assert.equal(discovery.end_session_endpoint, `${PUBLIC_URL}/auth/session/end`);
    assert.deepEqual(discovery.code_challenge_methods_supported, ['S256']);
    assert.doesNotMatch(JSON.stringify(discovery), /evil|ftp/);
  });

  it('registers a player and issues tokens to the game, each step on the other twin', async () => {
    const login = beginLogin();
    const code = await register(twins.newBrowser(), login, 'Élodie 42', PASSWORD);
    const { status, body } = await twins.tokens(codeForm(code, login));
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal(body.token_type, 'Bearer');
    assert.equal(body.expires_in, 3600);
    assert.equal(body.scope, 'score:read');

    const jwks = await readJson<JSONWebKeySet>(await fetch(`${twins.origins[0]}/auth/jwks`));
    assert.doesNotMatch(JSON.stringify(jwks), /"d"/);
    const keys = createLocalJWKSet(jwks);
    const id = await jwtVerify(body.id_token, keys, { issuer: `${PUBLIC_URL}/auth`, audience: 'motus' });
    assert.equal(id.payload.nonce, login.nonce);
    assert.equal(id.payload.name, 'Élodie 42');
    assert.match(String(id.payload.sub), /^[A-Za-z0-9_-]{22}$/);

    const access = await jwtVerify(body.access_token, keys, {
      issuer: `${PUBLIC_URL}/auth`,
      audience: 'urn:motus:score',
      typ: 'at+jwt',
      algorithms: ['ES256'],
    });
    assert.equal(access.payload.sub, id.payload.sub);
    assert.equal(access.payload.scope, 'score:read');
    assert.equal(access.payload.client_id, 'motus');
    assert.equal(decodeProtectedHeader(body.id_token).alg, 'ES256');
  });

  it('logs in a player whose name is typed without its case and accents', async () => {
    const first = beginLogin();
    await register(twins.newBrowser(), first, 'Noël', PASSWORD);
    const browser = twins.newBrowser();
    const login = beginLogin();
    const page = await openLoginPage(browser, login);
    const code = await followToCode(
      browser,
      login,
      await browser.post(page, { name: ' NOEL ', password: PASSWORD }),
    );
    assert.equal((await twins.tokens(codeForm(code, login))).status, 200);

    const again = beginLogin();
    const silent = await browser.get(again.url);
    assert.equal(location(silent).pathname, '/login/callback', 'a session needs no form');
  });

  it('answers a wrong password and an unknown name with the same message', async () => {
    await register(twins.newBrowser(), beginLogin(), 'Prudence', PASSWORD);
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    const wrong = await browser.post(page, { name: 'Prudence', password: 'un autre mot de passe' });
    const unknown = await browser.post(page, { name: 'Personne', password: 'un autre mot de passe' });
    for (const visit of [wrong, unknown]) {
      assert.equal(visit.status, 422);
      assert.match(visit.text, /role="alert">Ce nom et ce mot de passe ne vont pas ensemble\./);
      assert.doesNotMatch(visit.text, /un autre mot de passe/);
    }
    assert.match(wrong.text, /value="Prudence"/);
    assert.equal(wrong.text.replaceAll('Prudence', ''), unknown.text.replaceAll('Personne', ''));
  });

  it('rejects a name that is taken, also with other case and accents', async () => {
    await register(twins.newBrowser(), beginLogin(), 'Jérôme Œuf', PASSWORD);
    const browser = twins.newBrowser();
    const page = await openLoginPage(browser, beginLogin());
    for (const name of [
      'Jérôme Œuf',
      'jerome oeuf',
      'JEROME  ŒUF',
      'Je\u0301ro\u0302me Œuf',
      'ＪＥＲＯＭＥ OEUF',
    ]) {
      const visit = await browser.post(`${page}/register`, { name, password: PASSWORD });
      assert.equal(visit.status, 409, name);
      assert.match(visit.text, /id="name-error">Ce nom est déjà pris/);
      assert.match(visit.text, /aria-invalid="true" aria-describedby="name-error name-hint"/);
    }
  });

  it('creates one account when a form is sent twice, and both requests continue', async () => {
    const browser = twins.newBrowser();
    const login = beginLogin();
    const page = await openLoginPage(browser, login);
    const form = { name: 'Double', password: PASSWORD };
    const both = await Promise.all(
      [browser.clone(), browser].map((each) => each.post(`${page}/register`, form)),
    );
    for (const visit of both) assert.equal(visit.status, 303);
    const third = await browser.post(`${page}/register`, form);
    const code = await followToCode(browser, login, third);
    assert.equal((await twins.tokens(codeForm(code, login))).status, 200);

    const other = twins.newBrowser();
    const otherPage = await openLoginPage(other, beginLogin());
    assert.equal(
      (await other.post(`${otherPage}/register`, form)).status,
      409,
      'the same form in another interaction is not a repetition',
    );
    assert.equal((await browser.post(`${page}/register`, { ...form, password: 'pas le même' })).status, 409);
  });

  it('gives a name to exactly one of several concurrent registrations', async () => {
    const rivals = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const browser = twins.newBrowser();
        const page = await openLoginPage(browser, beginLogin());
        return { browser, page, password: `le mot de passe ${i}` };
      }),
    );
    const visits = await Promise.all(
      rivals.map(({ browser, page, password }) =>
        browser.post(`${page}/register`, { name: 'Unique', password }),
      ),
    );
    const statuses = visits.map(({ status }) => status).sort();
    assert.deepEqual(statuses, [303, 409, 409, 409, 409, 409]);
  });

  it('continues when the request after the form is sent twice', async () => {
    const browser = twins.newBrowser();
    const login = beginLogin();
    const page = await openLoginPage(browser, login);
    const posted = await browser.post(`${page}/register`, {
      name: 'Deux fois',
      password: PASSWORD,
    });
    const retry = browser.clone();
    await followToCode(browser, login, posted);
    const code = await followToCode(retry, login, posted);
    assert.equal((await twins.tokens(codeForm(code, login))).status, 200);
  });

  it('asks for confirmation before another account replaces the session', async () => {
    const browser = twins.newBrowser();
    await register(browser, beginLogin(), 'Premier', PASSWORD);
    await register(twins.newBrowser(), beginLogin(), 'Deuxieme', PASSWORD);
    const login = beginLogin({ prompt: 'login' });
    const page = await openLoginPage(browser, login);
    const posted = await browser.post(page, { name: 'Deuxieme', password: PASSWORD });
    const question = await browser.follow(posted);
    assert.equal(question.status, 200);
    assert.match(question.text, /<h1>Changer de compte<\/h1>/);
    assert.doesNotMatch(question.text, /<script/);
    const confirmed = await browser.post('/auth/session/end/confirm', {
      xsrf: xsrfOf(question),
      logout: 'yes',
    });
    const code = await followToCode(browser, login, confirmed);
    assert.equal((await twins.tokens(codeForm(code, login))).status, 200);
  });
});
