import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from './errors.ts';

/** The name of a secret: the folder of its reader, and its file. */
const SECRET = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*(\.[a-z]+)?$/;

/** Without these nobody's password, session, or word of the day would be what it was. */
const NEEDED = [
  'auth/jwks.json',
  'auth/cookie-key',
  'auth-store/auth.conf',
  'score-store/auth.conf',
  'motus/session-key',
  'motus/daily-word-key',
];

/**
 * The names of all secrets in a folder, in order.
 *
 * @throws BackupError where some are missing
 */
export async function secretNames(dir: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for (const reader of await readdir(dir, { withFileTypes: true })) {
      if (!reader.isDirectory()) continue;
      for (const file of await readdir(join(dir, reader.name), { withFileTypes: true }))
        if (file.isFile()) names.push(`${reader.name}/${file.name}`);
    }
  } catch (cause) {
    throw new BackupError('secrets_missing', `the secrets in ${dir} cannot be read`, cause);
  }
  // A draft that a start was killed over is no secret.
  const secrets = names.filter(isSecretName).sort();
  assertAllSecrets(secrets, dir);
  return secrets;
}

/** The content of a secret. */
export function readSecret(dir: string, name: string): AsyncIterable<Buffer> {
  return createReadStream(join(dir, name));
}

export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

/** @throws BackupError where a secret is missing that nothing works without */
export function assertAllSecrets(names: readonly string[], where: string): void {
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new BackupError('secrets_missing', `${where} lacks the secrets ${missing.join(', ')}`);
}
