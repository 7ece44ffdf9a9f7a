import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from './errors.ts';

/** The name of a secret: the folder of the service that reads it, and the file. */
const SECRET_NAME = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*(\.[a-z]+)?$/;

/** The secrets without which logins, sessions or the daily words would change. */
const REQUIRED_SECRETS = [
  'auth/jwks.json',
  'auth/cookie-key',
  'auth-store/auth.conf',
  'score-store/auth.conf',
  'motus/session-key',
  'motus/daily-word-key',
];

/**
 * Lists the names of all secrets in a folder, sorted.
 *
 * @throws BackupError when a required secret is missing
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
  // Exclude temporary files that an interrupted start left behind.
  const secrets = names.filter(isSecretName).sort();
  assertRequiredSecrets(secrets, dir);
  return secrets;
}

/** Streams the content of a secret. */
export function readSecret(dir: string, name: string): AsyncIterable<Buffer> {
  return createReadStream(join(dir, name));
}

/** Tells whether a name is that of a secret, and safe to use as a path. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** @throws BackupError when a required secret is missing */
export function assertRequiredSecrets(names: readonly string[], where: string): void {
  const missing = REQUIRED_SECRETS.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new BackupError('secrets_missing', `${where} lacks the secrets ${missing.join(', ')}`);
}
