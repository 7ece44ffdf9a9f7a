import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { SystemError } from './errors.ts';
import { SHARED_FILES, SHARED_VALUES, type SharedValue } from './shared-secrets.ts';

/**
 * Creates the missing secrets, in one folder for each reader, so that each reader gets only its own.
 *
 * Never changes an existing file; completes an incomplete folder; keeps a value that several readers share the same.
 *
 * @param dir the folder; only its owner can read it
 * @throws SystemError when files that must agree do not
 */
export async function makeSecrets(dir: string): Promise<void> {
  await makeFolder(dir);
  await make(dir, 'auth/jwks.json', makeJwks);
  await make(dir, 'auth/cookie-key', makeKey);
  await make(dir, 'motus/session-key', makeKey);
  await make(dir, 'motus/daily-word-key', makeKey);
  await make(dir, 'grafana/admin-password', makeKey);
  const values = await sharedValues(dir);
  for (const { path, write } of SHARED_FILES) await make(dir, path, async () => write(values));
}

/** The shared values: those of existing files, and new ones. */
async function sharedValues(dir: string): Promise<Record<SharedValue, string>> {
  const values: Partial<Record<SharedValue, string>> = {};
  for (const value of SHARED_VALUES) {
    const holders = SHARED_FILES.filter(({ holds }) => holds.includes(value));
    const found = new Set<string | undefined>();
    for (const { path, read } of holders) {
      const file = join(dir, path);
      if (existsSync(file)) found.add(read(await readFile(file, 'utf8'), value));
    }
    if (found.size > 1 || found.has(undefined)) {
      const paths = holders.map(({ path }) => path).join(' and ');
      throw new SystemError(`the secrets ${paths} in ${dir} do not agree: remove the one that is wrong`);
    }
    [values[value] = newKey()] = found;
  }
  return values as Record<SharedValue, string>;
}

async function make(dir: string, path: string, content: () => Promise<string>): Promise<void> {
  const file = join(dir, path);
  if (existsSync(file)) return;
  await makeFolder(dirname(file));
  // Written to another name, then linked: atomic, and never over a file that was created meanwhile.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, await content(), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    await rm(draft);
  }
}

async function makeFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await chmod(dir, 0o700);
}

/** 32 random bytes, in base64url. */
function newKey(): string {
  return randomBytes(32).toString('base64url');
}

async function makeKey(): Promise<string> {
  return `${newKey()}\n`;
}

/** A private JWK Set (RFC 7517) with one ES256 key, whose id is its thumbprint (RFC 7638). */
async function makeJwks(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(key);
  return `${JSON.stringify({ keys: [{ ...key, kid, use: 'sig', alg: 'ES256' }] }, null, 2)}\n`;
}
