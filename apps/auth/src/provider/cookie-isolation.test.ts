import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Browser, location } from '../test/browser.ts';
import { beginLogin, openLoginPage } from '../test/oauth-client.ts';
import { startTwins, type Twins } from '../test/twins.ts';

const URLS = ['http://motus.test:3101', 'http://motus.test:4101'] as const;

describe('two games on one host, in one browser', () => {
  let games: readonly { twins: Twins; browser: Browser; publicUrl: string }[];
  before(async () => {
    const [one, other] = await Promise.all(URLS.map((publicUrl) => startTwins(publicUrl)));
    assert.ok(one && other);
    const browser = new Browser(one.origins, URLS[0]);
    games = [
      { twins: one, browser, publicUrl: URLS[0] },
      { twins: other, browser: browser.atPort(other.origins, URLS[1]), publicUrl: URLS[1] },
    ];
  });
  after(() => Promise.all(games.map(({ twins }) => twins.stop())));

  it('log in at the same time and stay logged in to both', async () => {
    const login = (publicUrl: string) => beginLogin({ redirect_uri: `${publicUrl}/login/callback` });
    const forms: string[] = [];
    for (const { browser, publicUrl } of games) forms.push(await openLoginPage(browser, login(publicUrl)));
    for (const [i, { browser }] of games.entries()) {
      const form = { name: 'Ada', password: 'un bon mot de passe' };
      const visit = await browser.followAll(await browser.post(`${forms[i]}/register`, form));
      assert.equal(location(visit).pathname, '/login/callback', visit.text);
    }
    for (const { browser, publicUrl } of games) {
      const visit = await browser.get(login(publicUrl).url);
      assert.equal(location(visit).pathname, '/login/callback', 'no form is shown');
    }
  });
});
