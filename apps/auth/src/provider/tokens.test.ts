import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { location } from '../test/browser.ts';
import { beginLogin, codeForm, type Login, requestTokens } from '../test/oauth-client.ts';
import { useTwins } from '../test/use-twins.ts';

describe('tokens', () => {
  const twins = useTwins();
  let players = 0;

  /** Registers a new player; resolves with the authorization code. */
  async function newCode(changes: Record<string, string> = {}): Promise<{ code: string; login: Login }> {
    players += 1;
    return twins.newPlayer(`Joueur ${players}`, changes);
  }

  async function newTokens(changes: Record<string, string> = {}) {
    const { code, login } = await newCode(changes);
    const { status, body } = await twins.tokens(codeForm(code, login));
    assert.equal(status, 200, JSON.stringify(body));
    return { ...body, code, login };
  }

  describe('authorization code (RFC 6749 section 4.1, RFC 7636)', () => {
    it('requires the matching code verifier and redirect URI', async () => {
      const { code, login } = await newCode();
      const form = codeForm(code, login);
      const wrong = await twins.tokens({ ...form, code_verifier: 'x'.repeat(43) });
      assert.equal(wrong.status, 400);
      assert.equal(wrong.body.error, 'invalid_grant');
      const { code_verifier: _, ...without } = form;
      assert.equal((await twins.tokens(without)).body.error, 'invalid_grant');
      assert.equal(
        (await twins.tokens({ ...form, redirect_uri: 'https://evil.example/' })).body.error,
        'invalid_grant',
      );
    });

    it('works once; a second exchange revokes the tokens of the first', async () => {
      const { code, login, refresh_token } = await newTokens();
      const again = await twins.tokens(codeForm(code, login), 0);
      assert.equal(again.status, 400);
      assert.equal(again.body.error, 'invalid_grant');
      const refreshed = await twins.tokens({ grant_type: 'refresh_token', refresh_token });
      assert.equal(refreshed.body.error, 'invalid_grant');
    });

    it('works for exactly one of two concurrent requests', async () => {
      const { code, login } = await newCode();
      const both = await Promise.all([
        twins.tokens(codeForm(code, login), 0),
        twins.tokens(codeForm(code, login), 1),
      ]);
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 400]);
    });

    it('requires PKCE with S256, the registered redirect URI and the known client', async () => {
      const rejectedRequests = [
        { code_challenge: undefined },
        { code_challenge_method: 'plain' },
        { response_type: 'id_token' },
        { resource: 'urn:other' },
      ];
      for (const change of rejectedRequests) {
        const target = location(await twins.newBrowser().get(beginLogin(change).url));
        assert.equal(target.pathname, '/login/callback', JSON.stringify(change));
        assert.match(target.search + target.hash, /[?#&]error=/);
        assert.doesNotMatch(target.href, /code=/);
      }
      for (const change of [{ redirect_uri: 'https://evil.example/' }, { client_id: 'other' }]) {
        const visit = await twins.newBrowser().get(beginLogin(change).url);
        assert.equal(visit.status, 400, JSON.stringify(change));
        assert.match(visit.text, /<h1>Demande refusée<\/h1>/);
        assert.doesNotMatch(visit.text, /evil/);
      }
    });
  });

  describe('refresh token (RFC 6749 section 6)', () => {
    it('works repeatedly, also concurrently on both twins', async () => {
      const { refresh_token, access_token } = await newTokens();
      const form = { grant_type: 'refresh_token', refresh_token };
      const answers = [
        ...(await Promise.all([twins.tokens(form, 0), twins.tokens(form, 1)])),
        await twins.tokens(form),
      ];
      for (const { status, body } of answers) {
        assert.equal(status, 200, JSON.stringify(body));
        assert.equal(body.refresh_token, refresh_token);
        assert.equal(decodeJwt(body.access_token).sub, decodeJwt(access_token).sub);
        assert.equal(decodeJwt(body.access_token).aud, 'urn:motus:score');
        assert.equal(decodeJwt(body.access_token).scope, 'score:read');
      }
    });

    it('is invalid after revocation (RFC 7009)', async () => {
      const { refresh_token } = await newTokens();
      const revoked = await fetch(`${twins.origins[0]}/auth/token/revocation`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`motus:${twins.clientSecret}`)}` },
        body: new URLSearchParams({ token: refresh_token }),
      });
      assert.equal(revoked.status, 200);
      assert.equal(
        (await twins.tokens({ grant_type: 'refresh_token', refresh_token })).body.error,
        'invalid_grant',
      );
    });
  });

  describe('scopes', () => {
    it('grants only score:write for client credentials', async () => {
      const { status, body } = await twins.tokens({
        grant_type: 'client_credentials',
        scope: 'score:write score:read',
      });
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.scope, 'score:write');
      const { aud, scope, sub, client_id } = decodeJwt(body.access_token);
      assert.deepEqual(
        { aud, scope, sub, client_id },
        {
          aud: 'urn:motus:score',
          scope: 'score:write',
          sub: 'motus',
          client_id: 'motus',
        },
      );
      assert.equal(body.refresh_token, undefined);
    });

    it('never grants score:write to a player', async () => {
      const { access_token, refresh_token, scope } = await newTokens({
        scope: 'openid score:read score:write',
        resource: 'urn:motus:score',
      });
      assert.equal(scope, 'score:read');
      assert.equal(decodeJwt(access_token).scope, 'score:read');
      for (const wanted of ['score:write', 'openid score:write']) {
        const { body } = await twins.tokens({ grant_type: 'refresh_token', refresh_token, scope: wanted });
        if (body.access_token) assert.doesNotMatch(String(decodeJwt(body.access_token).scope), /write/);
      }
    });

    it('rejects a wrong client secret, and one in the body', async () => {
      const form = { grant_type: 'client_credentials', scope: 'score:write' };
      const wrong = await requestTokens(twins.origins[0], 'guess', form);
      assert.equal(wrong.status, 401);
      assert.equal(wrong.body.error, 'invalid_client');
      const inBody = await fetch(`${twins.origins[0]}/auth/token`, {
        method: 'POST',
        body: new URLSearchParams({ ...form, client_id: 'motus', client_secret: twins.clientSecret }),
      });
      assert.equal(inBody.status, 401, 'client_secret_basic only');
    });
  });
});
