import { BackupError } from './errors.ts';
import { endOfEntries, writeEntry } from './format/entries.ts';
import { createHeader } from './format/header.ts';
import { seal } from './format/seal.ts';
import { verifyRdb } from './redis/rdb.ts';
import { connectToSource } from './redis/snapshot-source.ts';
import type { StoreAccess } from './redis/store-access.ts';
import { readSecret, secretNames } from './secrets.ts';

/** What a backup is made from. */
export interface BackupOptions {
  /** In the order of the snapshots; see `readStoreAccess`. */
  readonly stores: readonly StoreAccess[];
  readonly secretsDir: string;
  readonly passphrase: string;
  /** The version of Motus. */
  readonly product: string;
  /** The cost of scrypt; tests use less than the default. */
  readonly cost?: number;
  /** The clock, in milliseconds since the Unix epoch. */
  readonly now?: () => number;
}

/**
 * Streams a backup of a running game: its secrets, and a snapshot of each store with every write that was acknowledged
 * before the call.
 *
 * @throws BackupError when the backup cannot be made; what was streamed before is useless then
 */
export async function* makeBackup(options: BackupOptions): AsyncGenerator<Buffer> {
  const { passphrase, product, cost, now = () => Date.now() } = options;
  const createdAt = new Date(now()).toISOString();
  const header = await createHeader({ product, createdAt }, passphrase, cost);
  const entries = encodeEntries(options);
  // Read the first bytes of the entries before the header is sent, so that most errors occur before any output.
  const first = await entries.next();
  yield header.bytes;
  yield* seal(prepend(first, entries), header.key, header.mac);
}

async function* encodeEntries({ stores, secretsDir }: BackupOptions): AsyncGenerator<Buffer> {
  const secrets = await secretNames(secretsDir);
  for (const store of stores) {
    const { connection, redis } = await connectToSource(store);
    try {
      yield* writeEntry({ name: `${store.name}.rdb`, redis }, verifyRdb(connection.sync(), store.name));
    } catch (error) {
      if (error instanceof BackupError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new BackupError(
        'store_unreachable',
        `the snapshot of ${store.name} was interrupted: ${reason}`,
        error,
      );
    } finally {
      connection.close();
    }
  }
  for (const name of secrets) yield* writeEntry({ name: `secrets/${name}` }, readSecret(secretsDir, name));
  yield endOfEntries();
}

async function* prepend<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
