import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { codeForm } from '../test/oauth-client.ts';
import { useTwins } from '../test/use-twins.ts';

describe('operator role', () => {
  const twins = useTwins();

  const scopeOf = (body: { scope: string; access_token: string }) => {
    assert.equal(decodeJwt(body.access_token).scope, body.scope);
    return body.scope;
  };

  /** Registers an account and requests the scopes that the game requests; resolves with the tokens. */
  async function newPlayer(name: string) {
    const scope = 'openid score:read score:operate';
    const { code, login } = await twins.newPlayer(name, { scope });
    const { status, body } = await twins.tokens(codeForm(code, login));
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  /** Runs operator-cli.ts with the settings of the store. */
  async function runCli(...args: string[]) {
    const { settings } = twins.store;
    const child = spawn(process.execPath, [join(import.meta.dirname, '../operator-cli.ts'), ...args], {
      env: {
        AUTH_STORE_SENTINELS: settings.sentinels,
        AUTH_STORE_PASSWORD_FILE: settings.passwordFile,
        SENTINEL_PASSWORD_FILE: settings.sentinelPasswordFile,
      },
    });
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code: child.exitCode, stdout, stderr };
  }

  it('belongs to nobody at first, and requesting its scope does not grant it', async () => {
    assert.equal(scopeOf(await newPlayer('Personne')), 'score:read');
    assert.deepEqual(await runCli('list'), { code: 0, stdout: '', stderr: '' });
  });

  it('takes effect with the next access token after a grant or a revocation', async () => {
    const { refresh_token } = await newPlayer('Zoé la Grande');
    const refresh = async () => (await twins.tokens({ grant_type: 'refresh_token', refresh_token })).body;
    assert.equal(scopeOf(await refresh()), 'score:read');

    const granted = await runCli('grant', 'zoe', 'LA', 'grande');
    assert.deepEqual([granted.code, granted.stderr], [0, '']);
    assert.match(granted.stdout, /^Zoé la Grande /);
    assert.equal((await runCli('grant', 'Zoé la Grande')).code, 0);
    assert.equal((await runCli('list')).stdout, 'Zoé la Grande\n');
    assert.equal(scopeOf(await refresh()), 'score:read score:operate');

    assert.equal((await runCli('revoke', 'Zoé la Grande')).code, 0);
    assert.equal(scopeOf(await refresh()), 'score:read');
    assert.equal((await runCli('list')).stdout, '');
  });

  it('is granted only to the named account', async () => {
    const [one, other] = [await newPlayer('Première'), await newPlayer('Seconde')];
    await runCli('grant', 'Première');
    const scopes = [one, other].map(async ({ refresh_token }) =>
      scopeOf((await twins.tokens({ grant_type: 'refresh_token', refresh_token })).body),
    );
    assert.deepEqual(await Promise.all(scopes), ['score:read score:operate', 'score:read']);
  });

  it('rejects an unknown name and an unknown command', async () => {
    const unknown = await runCli('grant', 'Absente');
    assert.deepEqual([unknown.code, unknown.stderr], [1, 'there is no account "Absente"\n']);
    for (const args of [[], ['grant'], ['list', 'x'], ['promote', 'Première']]) {
      const wrong = await runCli(...args);
      assert.deepEqual([wrong.code, wrong.stdout], [1, ''], args.join(' '));
      assert.match(wrong.stderr, /^usage: /);
    }
  });

  it('puts the display name into the access token of a player', async () => {
    const { access_token } = await newPlayer('Œdipe');
    assert.equal(decodeJwt(access_token).name, 'Œdipe');
    const { body } = await twins.tokens({ grant_type: 'client_credentials', scope: 'score:write' });
    assert.equal(decodeJwt(body.access_token).name, undefined);
  });
});
