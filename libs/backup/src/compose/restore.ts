import { parseArgs } from 'node:util';
import { SystemError } from '@motus/system';
import { BackupError } from '../errors.ts';
import { readPassphrase } from '../passphrase.ts';
import { isReachable } from '../redis/redis-connection.ts';
import { restoreBackup } from '../restore-backup.ts';
import { productVersion } from '../version.ts';
import { SETTLING_HOSTS, STATE_DIR, STORE_HOSTS, STORE_USER } from './environment.ts';

const USAGE = 'usage: docker compose run --rm --volume "$PWD/FILE:/backup:ro" restore [--replace]';

/** `docker compose run … restore`: fills the volumes of containers that do not run. */
try {
  const { replace = false } = options();
  const running = await Promise.all([...Object.values(STORE_HOSTS), SETTLING_HOSTS].flat().map(isReachable));
  if (running.includes(true))
    throw new BackupError('game_running', 'the stores run: stop them first, with docker compose stop');
  const { createdAt } = await restoreBackup({
    file: '/backup',
    passphrase: await readPassphrase(false),
    product: await productVersion(),
    here: { redis: process.env.REDIS_VERSION ?? '', rdb: Number(process.env.REDIS_RDB_VERSION) },
    stateDir: STATE_DIR,
    replace,
    storeUser: STORE_USER,
  });
  process.stderr.write(`the backup of ${createdAt} is restored: start it with docker compose up\n`);
} catch (error) {
  const line = error instanceof SystemError ? error.message : error instanceof Error ? error.stack : error;
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function options() {
  try {
    return parseArgs({ options: { replace: { type: 'boolean' } } }).values;
  } catch (cause) {
    throw new SystemError(USAGE, { cause });
  }
}
