import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { location } from '../test/browser.ts';
import { beginLogin, codeForm } from '../test/oauth-client.ts';
import { PASSWORD, useTwins } from '../test/use-twins.ts';

const MINUTE = 60_000;

describe('clock skew', () => {
  const twins = useTwins();

  /** Logs in a new player; `setMinute` sets the clock relative to that moment. */
  async function logInNewPlayer(t: TestContext, name: string) {
    t.mock.timers.reset();
    const start = Date.now();
    t.mock.timers.enable({ apis: ['Date'], now: start });
    const { browser, login, code } = await twins.newPlayer(name);
    return {
      browser,
      form: codeForm(code, login),
      setMinute: (n: number) => t.mock.timers.setTime(start + n * MINUTE),
    };
  }

  it('accepts a code for one minute, also when the clock of the twin is five minutes ahead', async (t) => {
    const { form, setMinute } = await logInNewPlayer(t, 'Ada');
    setMinute(5.9);
    assert.equal((await twins.tokens(form)).status, 200);
    const late = await logInNewPlayer(t, 'Bob');
    late.setMinute(6.1);
    assert.equal((await twins.tokens(late.form)).body.error, 'invalid_grant');
  });

  it('sets Max-Age instead of Expires, so that cookies do not depend on the clock of the browser', async () => {
    const browser = twins.newBrowser();
    const login = beginLogin();
    const begun = await browser.get(login.url);
    const page = location(begun).pathname;
    const posted = await browser.post(`${page}/register`, { name: 'Dan', password: PASSWORD });
    const ended = await browser.follow(posted);
    const cookies = [begun, ended]
      .flatMap(({ headers }) => headers.getSetCookie())
      .filter((line) => !line.includes('1970'));
    const lifetimes = { auth_interaction: 900, auth_resume: 900, auth_session: 2_592_000 };
    for (const [name, lifetime] of Object.entries(lifetimes)) {
      const cookie = cookies.find((line) => line.startsWith(`${name}_`)) ?? assert.fail(`no ${name}`);
      assert.doesNotMatch(cookie, /expires/);
      const maxAge = Number(/max-age=(\d+)/.exec(cookie)?.[1]);
      // One second less when a second boundary falls between oidc-provider's date and ours.
      assert.ok(maxAge === lifetime || maxAge === lifetime - 1, cookie);
    }
  });

  it('keeps a player logged in when the clock is set back', async (t) => {
    const { browser, form, setMinute } = await logInNewPlayer(t, 'Cyd');
    setMinute(-30);
    const { status, body } = await twins.tokens(form);
    assert.equal(status, 200);
    const refreshed = await twins.tokens({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    assert.equal(refreshed.status, 200);
    const hinted = await browser.get(beginLogin({ id_token_hint: body.id_token }).url);
    assert.equal(location(hinted).pathname, '/login/callback', 'no form is shown');
    setMinute(-60);
    assert.equal(location(await browser.get(beginLogin().url)).pathname, '/login/callback');
  });
});
