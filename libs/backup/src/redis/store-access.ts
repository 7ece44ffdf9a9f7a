import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STORE_NAMES, type StoreName } from '@motus/system';
import { BackupError } from '../errors.ts';
import type { Address, StoreAccess } from './snapshot-source.ts';

/**
 * The stores in the order of a backup: the ledger first, then the accounts, so that each player of the ledger has an
 * account in it.
 */
export async function storesOf(
  secretsDir: string,
  addresses: Readonly<Record<StoreName, readonly Address[]>>,
): Promise<StoreAccess[]> {
  const ordered = [...STORE_NAMES].sort((a) => (a === 'score-store' ? -1 : 1));
  return Promise.all(
    ordered.map(async (name) => ({
      name,
      nodes: addresses[name],
      password: await passwordOf(join(secretsDir, name, 'auth.conf')),
    })),
  );
}

async function passwordOf(file: string): Promise<string> {
  try {
    return /^requirepass (\S+)$/m.exec(await readFile(file, 'utf8'))?.[1] ?? '';
  } catch (cause) {
    throw new BackupError('secrets_missing', `the password in ${file} cannot be read`, cause);
  }
}
