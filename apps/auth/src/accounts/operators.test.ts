import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { Browser } from '../test/browser.ts';
import { beginLogin, codeForm, register, requestTokens } from '../test/oauth-client.ts';
import { startTwins, type Twins } from '../test/twins.ts';

describe('the operator’s role', () => {
  let twins: Twins;
  before(async () => {
    twins = await startTwins();
  });
  after(() => twins.stop());

  const tokens = (form: Record<string, string>) => requestTokens(twins.origins[1], twins.clientSecret, form);
  const scopeOf = (body: { scope: string; access_token: string }) => {
    assert.equal(decodeJwt(body.access_token).scope, body.scope);
    return body.scope;
  };

  /** A new account that logs in as the game asks for it; resolves with its tokens. */
  async function newPlayer(name: string) {
    const login = beginLogin({ scope: 'openid score:read score:operate' });
    const code = await register(new Browser(twins.origins), login, name, 'un bon mot de passe');
    const { status, body } = await tokens(codeForm(code, login));
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  /** Runs the command as the operator of the machine does. */
  async function operator(...args: string[]) {
    const { settings } = twins.store;
    const child = spawn(process.execPath, [join(import.meta.dirname, '../operator-cli.ts'), ...args], {
      env: {
        AUTH_STORE_SENTINELS: settings.sentinels,
        AUTH_STORE_PASSWORD_FILE: settings.passwordFile,
        SENTINEL_PASSWORD_FILE: settings.sentinelPasswordFile,
      },
    });
    const [said, complained] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    return { code: child.exitCode, said, complained };
  }

  it('is nobody’s at first, and asking for it does no harm', async () => {
    assert.equal(scopeOf(await newPlayer('Personne')), 'score:read');
    assert.deepEqual(await operator('list'), { code: 0, said: '', complained: '' });
  });

  it('comes with the next access token after it was granted, and goes with the next after it was revoked', async () => {
    const { refresh_token } = await newPlayer('Zoé la Grande');
    const refresh = async () => (await tokens({ grant_type: 'refresh_token', refresh_token })).body;
    assert.equal(scopeOf(await refresh()), 'score:read');

    const granted = await operator('grant', 'zoe', 'LA', 'grande');
    assert.deepEqual([granted.code, granted.complained], [0, '']);
    assert.match(granted.said, /^Zoé la Grande /);
    assert.equal((await operator('grant', 'Zoé la Grande')).code, 0);
    assert.equal((await operator('list')).said, 'Zoé la Grande\n');
    assert.equal(scopeOf(await refresh()), 'score:read score:operate');

    assert.equal((await operator('revoke', 'Zoé la Grande')).code, 0);
    assert.equal(scopeOf(await refresh()), 'score:read');
    assert.equal((await operator('list')).said, '');
  });

  it('is given to the named account alone', async () => {
    const [one, other] = [await newPlayer('Première'), await newPlayer('Seconde')];
    await operator('grant', 'Première');
    const scopes = [one, other].map(async ({ refresh_token }) =>
      scopeOf((await tokens({ grant_type: 'refresh_token', refresh_token })).body),
    );
    assert.deepEqual(await Promise.all(scopes), ['score:read score:operate', 'score:read']);
  });

  it('refuses a name that no account has, and what is no command', async () => {
    const unknown = await operator('grant', 'Absente');
    assert.deepEqual([unknown.code, unknown.complained], [1, 'there is no account "Absente"\n']);
    for (const args of [[], ['grant'], ['list', 'x'], ['promote', 'Première']]) {
      const wrong = await operator(...args);
      assert.deepEqual([wrong.code, wrong.said], [1, ''], args.join(' '));
      assert.match(wrong.complained, /^usage: /);
    }
  });

  it('tells the scores the name of a player in the access token', async () => {
    const { access_token } = await newPlayer('Œdipe');
    assert.equal(decodeJwt(access_token).name, 'Œdipe');
    const { body } = await tokens({ grant_type: 'client_credentials', scope: 'score:write' });
    assert.equal(decodeJwt(body.access_token).name, undefined);
  });
});
