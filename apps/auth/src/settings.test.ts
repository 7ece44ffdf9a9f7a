import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeSecrets } from '@motus/local-system';
import { readAuthSettings } from './settings.ts';

describe('settings', () => {
  let dir: string;
  let environment: Record<string, string>;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'motus-auth-settings-'));
    await makeSecrets(dir);
    environment = {
      INSTANCE: 'auth1',
      PORT: '3011',
      AUTH_STORE_SENTINELS: '127.0.0.1:26401,127.0.0.1:26402',
      SENTINEL_PASSWORD_FILE: join(dir, 'auth/sentinel-password'),
      AUTH_STORE_PASSWORD_FILE: join(dir, 'auth/store-password'),
      AUTH_JWKS_FILE: join(dir, 'auth/jwks.json'),
      AUTH_COOKIE_KEY_FILE: join(dir, 'auth/cookie-key'),
      MOTUS_CLIENT_SECRET_FILE: join(dir, 'auth/motus-client-secret'),
    };
  });
  after(() => rm(dir, { recursive: true }));

  it('reads the files that makeSecrets writes', () => {
    const settings = readAuthSettings(environment);
    assert.equal(settings.AUTH_JWKS_FILE.keys[0]?.crv, 'P-256');
    assert.equal(settings.AUTH_COOKIE_KEY_FILE.length, 32);
    assert.deepEqual(settings.AUTH_STORE_SENTINELS[1], { host: '127.0.0.1', port: 26_402 });
    assert.match(settings.SENTINEL_PASSWORD_FILE, /^[\w-]{43}$/);
  });

  it('names every missing setting', () => {
    assert.throws(
      () => readAuthSettings({}),
      (error) => {
        assert.ok(error instanceof Error);
        for (const name of ['INSTANCE', 'PORT', ...Object.keys(environment)])
          assert.match(error.message, new RegExp(name));
        return true;
      },
    );
  });

  it('rejects an invalid colour and names its setting', () => {
    assert.throws(() => readAuthSettings({ ...environment, COLOR_PRESENT: 'jaune' }), {
      name: 'SettingsError',
      message: /^setting COLOR_PRESENT is wrong: "jaune" is no colour; it wants .* #rrggbb/,
    });
  });

  it('rejects an invalid key set without quoting it', async () => {
    for (const content of ['secret', '{}', '{"keys":[]}', '{"keys":[{"kty":"RSA"}]}', '{"keys":[null]}']) {
      const path = join(dir, 'invalid.json');
      await writeFile(path, content);
      assert.throws(() => readAuthSettings({ ...environment, AUTH_JWKS_FILE: path }), {
        name: 'SettingsError',
        message: /^setting AUTH_JWKS_FILE is wrong: it wants a JSON Web Key Set/,
      });
    }
  });
});
