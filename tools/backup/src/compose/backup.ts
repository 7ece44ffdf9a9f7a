import { pipeline } from 'node:stream/promises';
import { SystemError } from '@motus/local-system';
import { productVersion } from '../format/header.ts';
import { makeBackup } from '../make-backup.ts';
import { readPassphrase } from '../passphrase.ts';
import { readStoreAccess } from '../redis/store-access.ts';
import { describeError, STATE_DIR, STORE_HOSTS } from './environment.ts';

/** `docker compose run --rm -T backup > FILE`: writes a backup of the running containers to stdout. */
try {
  if (process.stdout.isTTY)
    throw new SystemError('usage: docker compose run --rm -T backup > FILE, with BACKUP_PASSPHRASE set');
  const secretsDir = `${STATE_DIR}/secrets`;
  const backup = makeBackup({
    stores: await readStoreAccess(secretsDir, STORE_HOSTS),
    secretsDir,
    passphrase: await readPassphrase(true),
    product: await productVersion(),
  });
  await pipeline(backup, process.stdout);
} catch (error) {
  const isPipeClosed = error instanceof Error && 'code' in error && error.code === 'EPIPE';
  process.stderr.write(`no backup was made: ${isPipeClosed ? 'stdout was closed' : describeError(error)}\n`);
  process.exit(1);
}
