import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STORE_NAMES, type StoreName } from '@motus/local-system';
import { BackupError } from '../errors.ts';

/** Where a Redis listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** How to connect to a store. */
export interface StoreAccess {
  readonly name: string;
  /** The addresses of its primary and its replica, in any order. */
  readonly nodes: readonly Address[];
  readonly password: string;
}

/**
 * Reads the passwords of the stores. Returns the ledger first and the accounts second: in this order of the snapshots every
 * player in the ledger has an account in the backup.
 *
 * @throws BackupError when a password cannot be read
 */
export async function readStoreAccess(
  secretsDir: string,
  addresses: Readonly<Record<StoreName, readonly Address[]>>,
): Promise<StoreAccess[]> {
  const ledgerFirst = [...STORE_NAMES].sort((a) => (a === 'score-store' ? -1 : 1));
  return Promise.all(
    ledgerFirst.map(async (name) => ({
      name,
      nodes: addresses[name],
      password: await readPassword(join(secretsDir, name, 'auth.conf')),
    })),
  );
}

async function readPassword(file: string): Promise<string> {
  try {
    return /^requirepass (\S+)$/m.exec(await readFile(file, 'utf8'))?.[1] ?? '';
  } catch (cause) {
    throw new BackupError('secrets_missing', `the password in ${file} cannot be read`, cause);
  }
}
