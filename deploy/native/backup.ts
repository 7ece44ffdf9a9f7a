import { resolve } from 'node:path';
import {
  makeBackup,
  productVersion,
  readPassphrase,
  readStoreAccess,
  writeBackupFile,
} from '../../libs/backup/src/index.ts';
import { SystemError } from '../../libs/system/src/index.ts';
import { fail, onOrphaned, say } from './cli.ts';
import { SECRETS_DIR, storeAddresses } from './stores.ts';

/** `npm run backup -- FILE`: accounts, ledger and secrets of the game that `npm start` runs, in one sealed file. */
// A reader that had enough of what is said: the file counts.
process.stdout.on('error', () => undefined);
onOrphaned(() => process.exit(130));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

try {
  const [name, ...more] = process.argv.slice(2);
  if (name === undefined || name.startsWith('-') || more.length > 0)
    throw new SystemError('usage: npm run backup -- FILE');
  // npm has changed the folder.
  const file = resolve(process.env.INIT_CWD ?? '', name);
  const stores = await readStoreAccess(SECRETS_DIR, await storeAddresses());
  const passphrase = await readPassphrase(true);
  const product = await productVersion();
  const bytes = await writeBackupFile(
    file,
    makeBackup({ stores, secretsDir: SECRETS_DIR, passphrase, product }),
  );
  say(`${file}: ${Math.ceil(bytes / 1024)} KiB, all that is needed but the passphrase`);
} catch (error) {
  fail(error);
}
