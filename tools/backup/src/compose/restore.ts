import { parseArgs } from 'node:util';
import { SystemError } from '@motus/local-system';
import { BackupError } from '../errors.ts';
import { productVersion } from '../format/header.ts';
import { readPassphrase } from '../passphrase.ts';
import { isReachable } from '../redis/redis-connection.ts';
import { restoreBackup } from '../restore-backup.ts';
import { describeError, SETTLING_HOSTS, STATE_DIR, STORE_HOSTS, STORE_USER } from './environment.ts';

const USAGE = 'usage: docker compose run --rm --volume "$PWD/FILE:/backup:ro" restore [--replace]';

/** `docker compose run … restore`: restores a backup to the volumes of stopped containers. */
try {
  const { replace = false } = parseOptions();
  await assertStopped();
  const { createdAt } = await restoreBackup({
    file: '/backup',
    passphrase: await readPassphrase(false),
    product: await productVersion(),
    target: { redis: process.env.REDIS_VERSION ?? '', rdb: Number(process.env.REDIS_RDB_VERSION) },
    stateDir: STATE_DIR,
    replace,
    storeUser: STORE_USER,
  });
  process.stderr.write(`the backup of ${createdAt} is restored: start it with docker compose up\n`);
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exit(1);
}

function parseOptions() {
  try {
    return parseArgs({ options: { replace: { type: 'boolean' } } }).values;
  } catch (cause) {
    throw new SystemError(USAGE, { cause });
  }
}

async function assertStopped(): Promise<void> {
  const stores = [...Object.values(STORE_HOSTS), SETTLING_HOSTS].flat();
  if ((await Promise.all(stores.map(isReachable))).includes(true))
    throw new BackupError('game_running', 'the stores run: stop them first, with docker compose stop');
}
