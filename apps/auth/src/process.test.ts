import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type AuthProcess, startProcess } from './test/auth-process.ts';
import { Browser } from './test/browser.ts';
import {
  beginLogin,
  codeForm,
  openLoginPage,
  readJson,
  register,
  requestTokens,
} from './test/oauth-client.ts';

describe('auth process', () => {
  let auth: AuthProcess;
  before(async () => {
    auth = await startProcess();
  });
  after(() => auth.stop());

  it('logs no password, token, code or cookie at the trace level', async () => {
    const browser = new Browser([auth.origin]);
    const login = beginLogin();
    const page = await openLoginPage(browser, login);
    await browser.post(page, { name: 'Alice', password: 'pas encore un compte' });
    const code = await register(browser, login, 'Alice', 'un bon mot de passe');
    await requestTokens(auth.origin, 'a-wrong-secret', codeForm(code, login));
    const again = await requestTokens(auth.origin, 'a-wrong-secret', {
      ...codeForm(code, login),
      code_verifier: 'x',
    });
    assert.equal(again.status, 401);
    await browser.post('/auth/session/end/confirm', { xsrf: 'a-wrong-xsrf' });
    const log = auth.lines.join('\n');
    assert.match(log, /request refused/);
    const secrets = [
      'pas encore un compte',
      'un bon mot de passe',
      'a-wrong-secret',
      'a-wrong-xsrf',
      code,
      login.verifier,
    ];
    assert.ok(browser.cookieValues().length > 0);
    for (const secret of [...secrets, ...browser.cookieValues()]) assert.ok(!log.includes(secret), secret);
  });

  it('waits for an unreachable store, then answers 503 and is not ready, and recovers', async () => {
    const ready = () => fetch(`${auth.origin}/health/ready`);
    assert.equal((await ready()).status, 200);
    await auth.store.crash();
    assert.equal((await ready()).status, 200, 'still ready, because a failover would be short');

    const [page, program, token] = await Promise.all([
      new Browser([auth.origin]).get(beginLogin().url),
      fetch(`${auth.origin}${beginLogin().url}`),
      requestTokens(auth.origin, 'a-wrong-secret', { grant_type: 'refresh_token', refresh_token: 'x' }),
    ]);
    assert.equal(page.status, 503);
    assert.match(page.text, /<h1>Service momentanément indisponible<\/h1>/);
    assert.equal(page.headers.get('retry-after'), '1');
    assert.equal(program.status, 503);
    assert.equal((await readJson<{ code: string }>(program)).code, 'try_again');
    assert.equal(token.status, 401, 'client authentication does not need the store');

    const notReady = await ready();
    assert.equal(notReady.status, 503);
    assert.deepEqual(await readJson(notReady), { status: 'not ready', failed: ['auth-store'] });

    await auth.store.start();
    const browser = new Browser([auth.origin]);
    await register(browser, beginLogin(), 'Bob', 'un bon mot de passe');
    assert.equal((await ready()).status, 200);
    assert.equal(auth.child.exitCode, null);
  });
});
