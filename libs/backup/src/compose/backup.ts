import { pipeline } from 'node:stream/promises';
import { SystemError } from '@motus/system';
import { makeBackup } from '../make-backup.ts';
import { readPassphrase } from '../passphrase.ts';
import { storesOf } from '../redis/store-access.ts';
import { productVersion } from '../version.ts';
import { STATE_DIR, STORE_HOSTS } from './environment.ts';

/** `docker compose run --rm -T backup > FILE`: writes a backup of the running containers to stdout. */
try {
  if (process.stdout.isTTY)
    throw new SystemError('usage: docker compose run --rm -T backup > FILE, with BACKUP_PASSPHRASE set');
  const secretsDir = `${STATE_DIR}/secrets`;
  const backup = makeBackup({
    stores: await storesOf(secretsDir, STORE_HOSTS),
    secretsDir,
    passphrase: await readPassphrase(true),
    product: await productVersion(),
  });
  await pipeline(backup, process.stdout);
} catch (error) {
  const line = error instanceof SystemError ? error.message : error instanceof Error ? error.stack : error;
  const isClosed = error instanceof Error && 'code' in error && error.code === 'EPIPE';
  process.stderr.write(`no backup was made: ${isClosed ? 'nobody reads it' : line}\n`);
  process.exit(1);
}
