import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { SystemError } from './errors.ts';

/**
 * Makes what is missing of the secrets, one folder for each reader, so that each can be given to it alone.
 *
 * An existing file is never changed; a half-made folder is completed; a value that two readers share stays equal.
 *
 * @param dir the folder; only its owner can read it
 * @throws SystemError when two files that must agree do not
 */
export async function makeSecrets(dir: string): Promise<void> {
  await makeFolder(dir);
  await make(dir, 'auth/jwks.json', makeJwks);
  await make(dir, 'auth/cookie-key', makeKey);
  await make(dir, 'motus/session-key', makeKey);
  await make(dir, 'motus/daily-word-key', makeKey);
  await make(dir, 'grafana/admin-password', makeKey);
  await makeShared(dir, [
    { path: 'auth/motus-client-secret', ...plain },
    { path: 'motus/client-secret', ...plain },
  ]);
  for (const kind of ['auth', 'score']) {
    await makeShared(dir, [
      { path: `${kind}/store-password`, ...plain },
      { path: `${kind}-store/auth.conf`, ...redisConf },
    ]);
  }
}

/** A file that holds a value, and how. */
interface Shared {
  path: string;
  write: (value: string) => string;
  read: (text: string) => string | undefined;
}

const plain = { write: (value: string) => `${value}\n`, read: (text: string) => text.trim() || undefined };

/** A store asks for the password, and gives it to the primary that it copies. */
const redisConf = {
  write: (value: string) => `requirepass ${value}\nmasterauth ${value}\n`,
  read: (text: string) => /^requirepass (\S+)$/m.exec(text)?.[1],
};

async function makeShared(dir: string, files: Shared[]): Promise<void> {
  const values = new Set<string | undefined>();
  for (const { path, read } of files) {
    const file = join(dir, path);
    if (existsSync(file)) values.add(read(await readFile(file, 'utf8')));
  }
  if (values.size > 1 || values.has(undefined)) {
    const paths = files.map(({ path }) => path).join(' and ');
    throw new SystemError(`the secrets ${paths} in ${dir} do not agree: remove the one that is wrong`);
  }
  const [value = newKey()] = values;
  for (const { path, write } of files) await make(dir, path, async () => write(value));
}

async function make(dir: string, path: string, content: () => Promise<string>): Promise<void> {
  const file = join(dir, path);
  if (existsSync(file)) return;
  await makeFolder(dirname(file));
  // Written aside, then linked: whole or not at all, and never over a file that appeared meanwhile.
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
  return plain.write(newKey());
}

/** A private JWK set (RFC 7517) with one ES256 key, named by its thumbprint (RFC 7638). */
async function makeJwks(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(key);
  return `${JSON.stringify({ keys: [{ ...key, kid, use: 'sig', alg: 'ES256' }] }, null, 2)}\n`;
}
