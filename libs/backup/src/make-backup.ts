import { BackupError } from './errors.ts';
import { endOfEntries, writeEntry } from './format/entries.ts';
import { makeHead } from './format/header.ts';
import { seal } from './format/seal.ts';
import { checkedRdb } from './redis/rdb.ts';
import { connectToSource, type StoreAccess } from './redis/snapshot-source.ts';
import { readSecret, secretNames } from './secrets.ts';

/** What a backup is made of. */
export interface BackupOptions {
  /** The ledger first, then the accounts: so each player of the ledger has an account in the backup. */
  readonly stores: readonly StoreAccess[];
  readonly secretsDir: string;
  readonly passphrase: string;
  /** The version of Motus. */
  readonly product: string;
  /** scrypt's; tests take less than the default. */
  readonly cost?: number;
}

/**
 * A backup of a running game, as a stream: its secrets, and each store as of one moment, with all that was acknowledged
 * when this began.
 *
 * @throws BackupError where it cannot be had; what came before is worth nothing then
 */
export async function* makeBackup(options: BackupOptions): AsyncGenerator<Buffer> {
  const { passphrase, product, cost } = options;
  const sealed = await makeHead({ product, createdAt: new Date().toISOString() }, passphrase, cost);
  const entries = allEntries(options);
  // What is wrong is found before the first byte is written.
  const first = await entries.next();
  yield sealed.bytes;
  yield* seal(startingWith(first, entries), sealed.key, sealed.mac);
}

async function* allEntries({ stores, secretsDir }: BackupOptions): AsyncGenerator<Buffer> {
  const secrets = await secretNames(secretsDir);
  for (const store of stores) {
    const { connection, redis } = await connectToSource(store);
    try {
      yield* writeEntry({ name: `${store.name}.rdb`, redis }, checkedRdb(connection.sync(), store.name));
    } catch (error) {
      if (error instanceof BackupError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new BackupError('store_unreachable', `the data of ${store.name} broke off: ${reason}`, error);
    } finally {
      connection.close();
    }
  }
  for (const name of secrets) yield* writeEntry({ name: `secrets/${name}` }, readSecret(secretsDir, name));
  yield endOfEntries();
}

async function* startingWith<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
