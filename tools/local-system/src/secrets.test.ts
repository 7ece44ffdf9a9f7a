import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { makeSecrets } from './secrets.ts';

const FILES = [
  'auth-store/auth.conf',
  'auth-store/metrics.conf',
  'auth/cookie-key',
  'auth/jwks.json',
  'auth/motus-client-secret',
  'auth/sentinel-password',
  'auth/store-password',
  'grafana/admin-password',
  'motus/client-secret',
  'motus/daily-word-key',
  'motus/session-key',
  'redis-exporter/password',
  'score-store/auth.conf',
  'score-store/metrics.conf',
  'score/sentinel-password',
  'score/store-password',
  'sentinel/auth.conf',
  'sentinel/metrics.conf',
];

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'motus-secrets-'));
});
afterEach(() => rm(dir, { recursive: true }));

const read = (path: string) => readFile(join(dir, path), 'utf8');
const contents = () => Promise.all(FILES.map(read));

test('creates every secret, readable by its owner only', async () => {
  await makeSecrets(dir);
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  assert.deepEqual(files.map((file) => join(file.parentPath, file.name).slice(dir.length + 1)).sort(), FILES);
  for (const entry of entries) {
    const { mode } = await stat(join(entry.parentPath, entry.name));
    assert.equal(mode & 0o777, entry.isFile() ? 0o600 : 0o700, entry.name);
  }
  assert.equal((await stat(dir)).mode & 0o777, 0o700);
});

test('creates keys of 32 random bytes in base64url, on one line, all different', async () => {
  await makeSecrets(dir);
  const names = ['auth/cookie-key', 'motus/session-key', 'motus/daily-word-key', 'motus/client-secret'];
  const keys = await Promise.all(names.map(read));
  for (const key of keys) {
    assert.match(key, /^[\w-]{43}\n$/);
    assert.equal(Buffer.from(key.trim(), 'base64url').length, 32);
  }
  assert.equal(new Set(keys).size, keys.length);
});

test('creates a key set with one private ES256 key that has an id', async () => {
  await makeSecrets(dir);
  const { keys } = JSON.parse(await read('auth/jwks.json'));
  assert.equal(keys.length, 1);
  const { kty, crv, alg, use, kid, d } = keys[0];
  assert.deepEqual({ kty, crv, alg, use }, { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
  assert.ok(kid && d);
});

test('writes the same value for all readers that share it', async () => {
  await makeSecrets(dir);
  assert.equal(await read('auth/motus-client-secret'), await read('motus/client-secret'));
  const sentinel = (await read('auth/sentinel-password')).trim();
  const lines = [`requirepass ${sentinel}`, `sentinel sentinel-pass ${sentinel}`];
  for (const kind of ['auth', 'score']) {
    const password = (await read(`${kind}/store-password`)).trim();
    assert.equal(await read(`${kind}-store/auth.conf`), `requirepass ${password}\nmasterauth ${password}\n`);
    assert.equal((await read(`${kind}/sentinel-password`)).trim(), sentinel);
    lines.push(`sentinel auth-pass ${kind}-store ${password}`);
  }
  assert.equal(await read('sentinel/auth.conf'), `${lines.join('\n')}\n`);
});

test('changes nothing when it runs again', async () => {
  await makeSecrets(dir);
  const before = await contents();
  await makeSecrets(dir);
  assert.deepEqual(await contents(), before);
});

for (const lost of FILES) {
  test(`completes a folder without ${lost}`, async () => {
    await makeSecrets(dir);
    const before = await contents();
    await rm(join(dir, lost));
    await makeSecrets(dir);
    const after = await contents();
    const shared = /client-secret|store|sentinel|redis-exporter/.test(lost);
    // A shared value comes from the files of other readers; any other value is new.
    FILES.forEach((file, i) => {
      if (file !== lost || shared) assert.equal(after[i], before[i], file);
      else assert.notEqual(after[i], before[i], file);
    });
  });
}

test('completes the folder of a version without Sentinels, and changes no file in it', async () => {
  await makeSecrets(dir);
  const added = ['auth/sentinel-password', 'score/sentinel-password', 'sentinel/auth.conf'];
  const before = await contents();
  for (const file of added) await rm(join(dir, file));
  await makeSecrets(dir);
  const after = await contents();
  FILES.forEach((file, i) => {
    if (!added.includes(file)) assert.equal(after[i], before[i], file);
  });
});

test('rotates the client secret when both its files are removed, and changes nothing else', async () => {
  await makeSecrets(dir);
  const before = await contents();
  const rotated = ['auth/motus-client-secret', 'motus/client-secret'];
  for (const file of rotated) await rm(join(dir, file));
  await makeSecrets(dir);
  const after = await contents();
  FILES.forEach((file, i) => {
    assert.equal(after[i] === before[i], !rotated.includes(file), file);
  });
  assert.equal(await read('auth/motus-client-secret'), await read('motus/client-secret'));
});

test('refuses files of two readers that do not agree', async () => {
  await makeSecrets(dir);
  await writeFile(join(dir, 'motus/client-secret'), 'another\n');
  await assert.rejects(
    makeSecrets(dir),
    /auth\/motus-client-secret and motus\/client-secret .* do not agree/,
  );
  await rm(join(dir, 'motus/client-secret'));
  await writeFile(join(dir, 'sentinel/auth.conf'), 'requirepass another\n');
  await assert.rejects(makeSecrets(dir), /auth-store\/auth.conf and sentinel\/auth.conf .* do not agree/);
});
