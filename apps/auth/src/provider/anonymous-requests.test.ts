import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LOGIN_ATTEMPT_SECONDS, PROVIDER_PATHS, SCORE_AUDIENCE } from '@motus/contracts';
import { isRedirect, location } from '../test/browser.ts';
import { beginLogin, openLoginPage, REDIRECT_URI, xsrfOf } from '../test/oauth-client.ts';
import { PUBLIC_URL } from '../test/twins.ts';
import { useTwins } from '../test/use-twins.ts';

/** What one anonymous request may take of the memory of a store, in bytes as Redis counts them. */
const MAX_BYTES = 3072;

/** The largest values of the parameters that nothing registered limits. */
const LONGEST: Record<string, string> = {
  acr_values: 'a'.repeat(128),
  claims_locales: 'c'.repeat(128),
  display: 'd'.repeat(16),
  login_hint: 'l'.repeat(128),
  max_age: '9'.padStart(16, '0'),
  nonce: 'n'.repeat(256),
  prompt: 'login '.repeat(10).trim(),
  state: 's'.repeat(512),
  ui_locales: 'u'.repeat(64),
};

describe('requests of anybody', () => {
  const twins = useTwins();

  /** What the store keeps beside accounts, by key: bytes of memory, and seconds to live. */
  async function stored(): Promise<Map<string, { bytes: number; ttl: number }>> {
    const { redis } = twins;
    const keys = await redis.keys('oidc:*');
    const values = keys.map(async (key) => {
      const [bytes, ttl] = await Promise.all([redis.memory('USAGE', key, 'SAMPLES', '0'), redis.ttl(key)]);
      return [key, { bytes: bytes ?? 0, ttl }] as const;
    });
    return new Map(await Promise.all(values));
  }

  async function newKeys(before: ReadonlyMap<string, unknown>): Promise<string[]> {
    return [...(await stored()).keys()].filter((key) => !before.has(key));
  }

  function logoutUrl(parameters: Record<string, string>): string {
    return `${PROVIDER_PATHS.endSession}?${new URLSearchParams(parameters)}`;
  }

  it('store an authorization request alone, small, and no longer than a login may take', async () => {
    const before = await stored();
    let logins = 0;
    for (const parameters of [{}, LONGEST, { login_hint: 'é'.repeat(64), state: '"'.repeat(256) }]) {
      const browser = twins.newBrowser();
      const page = await openLoginPage(browser, beginLogin(parameters));
      logins += 1;
      await browser.post(page, { name: 'Personne', password: 'x'.repeat(1000) });
      await browser.post(`${page}/register`, { name: 'x'.repeat(1000), password: 'court' });
      // Goes on without having logged in: oidc-provider begins again.
      if (isRedirect(await browser.get(page.replace('interaction', 'auth')))) logins += 1;
    }
    const stranger = twins.newBrowser();
    for (const url of [
      beginLogin({ prompt: 'none' }).url,
      beginLogin({ client_id: 'nobody' }).url,
      beginLogin({ redirect_uri: 'https://evil.example' }).url,
      beginLogin({ scope: 'x'.repeat(3000) }).url,
      beginLogin({ unknown: 'x'.repeat(3000), state: 's'.repeat(7000) }).url,
      ...['', 's'.repeat(512), 's'.repeat(7000)].flatMap((state) => [
        logoutUrl({ state }),
        logoutUrl({ state, client_id: 'motus', post_logout_redirect_uri: `${PUBLIC_URL}/` }),
      ]),
      `${PROVIDER_PATHS.endSession}/success`,
      PROVIDER_PATHS.discovery,
    ])
      await stranger.get(url);
    await stranger.post(`${PROVIDER_PATHS.endSession}/confirm`, { xsrf: 'x', logout: 'yes' });
    await twins.tokens({
      grant_type: 'authorization_code',
      code: 'x'.repeat(43),
      redirect_uri: REDIRECT_URI,
    });
    await twins.tokens({ grant_type: 'refresh_token', refresh_token: 'x'.repeat(43) });

    const added = [...(await stored())].filter(([key]) => !before.has(key));
    for (const [key, { bytes, ttl }] of added) {
      assert.match(key, /^oidc:Interaction:/);
      assert.ok(bytes <= MAX_BYTES, `${key}: ${bytes} bytes`);
      assert.ok(ttl > 0 && ttl <= LOGIN_ATTEMPT_SECONDS, `${key}: ${ttl} s`);
    }
    assert.ok(added.length > 0 && added.length <= logins, `${added.length} of ${logins}`);
  });

  it('store nothing and set no cookie at a logout, also with the cookie of a session that has ended', async () => {
    const { browser } = await twins.newPlayer('Alice');
    const copy = browser.clone();
    const page = await browser.get(PROVIDER_PATHS.endSession);
    await browser.post(`${PROVIDER_PATHS.endSession}/confirm`, { xsrf: xsrfOf(page), logout: 'yes' });
    const before = await stored();
    for (const anybody of [copy, twins.newBrowser()]) {
      for (let i = 0; i < 20; i++) {
        const answer = await anybody.get(logoutUrl({ state: 's'.repeat(500) }));
        assert.equal(location(answer).origin, PUBLIC_URL);
        assert.deepEqual(answer.headers.getSetCookie(), []);
      }
    }
    assert.deepEqual(await newKeys(before), []);
  });

  it('can have parameters up to their limits, and a player logs in with them', async () => {
    await twins.newPlayer('Bob', { ...LONGEST });
  });

  it('are answered with invalid_request at the redirect URI when a parameter is longer (RFC 6749, section 4.1.2.1)', async () => {
    const before = await stored();
    const { max_age, prompt, state: _, ...others } = LONGEST;
    const tooLong: Record<string, string> = {
      max_age: `0${max_age}`,
      prompt: `${prompt} login`,
      ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, `${value}x`])),
    };
    for (const [name, value] of Object.entries(tooLong)) {
      const login = beginLogin({ [name]: value });
      const { searchParams } = location(await twins.newBrowser().get(login.url));
      assert.equal(searchParams.get('error'), 'invalid_request', name);
      assert.match(searchParams.get('error_description') ?? '', new RegExp(`^${name} must not be longer`));
      assert.equal(searchParams.get('state'), login.state, name);
    }
    const many = `${beginLogin().url}${`&resource=${SCORE_AUDIENCE}`.repeat(20)}`;
    assert.equal(location(await twins.newBrowser().get(many)).searchParams.get('error'), 'invalid_request');
    assert.deepEqual(await newKeys(before), []);
  });

  it('are refused when the state is longer, counted as stored, without a redirect that repeats it', async () => {
    const before = await stored();
    for (const state of ['s'.repeat(513), 'é'.repeat(257), '\u0001'.repeat(100), 's'.repeat(7000)]) {
      for (const url of [beginLogin({ state }).url, logoutUrl({ state })]) {
        const page = await twins.newBrowser().get(url);
        assert.equal(page.status, 400, url);
        assert.match(page.text, /Le paramètre « state » est trop long : il compte au plus 512 octets\./);
        const json = await fetch(`${twins.origins[1]}${url}`, { headers: { accept: 'application/json' } });
        const { code, requestId } = (await json.json()) as { code: string; requestId: string };
        assert.equal(code, 'invalid_request');
        assert.ok(requestId);
      }
    }
    assert.deepEqual(await newKeys(before), []);
  });
});
