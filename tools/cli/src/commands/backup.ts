import { resolve } from 'node:path';
import { makeBackup, productVersion, readPassphrase, readStoreAccess, writeBackupFile } from '@motus/backup';
import { SystemError, say } from '@motus/local-system';
import { fail, onOrphaned } from '../cli.ts';
import { SECRETS_DIR, storeAddresses } from '../stores.ts';

/** `npm run backup -- FILE`: writes accounts, ledger and secrets of the running game into one sealed file. */
// Continues when its output is closed, so that the file is complete.
process.stdout.on('error', () => undefined);
onOrphaned(() => process.exit(130));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

try {
  const [name, ...more] = process.argv.slice(2);
  if (name === undefined || name.startsWith('-') || more.length > 0)
    throw new SystemError('usage: npm run backup -- FILE');
  // npm runs scripts in the folder of package.json; INIT_CWD is where the user was.
  const file = resolve(process.env.INIT_CWD ?? '', name);
  const stores = await readStoreAccess(SECRETS_DIR, await storeAddresses());
  const passphrase = await readPassphrase(true);
  const product = await productVersion();
  const bytes = await writeBackupFile(
    file,
    makeBackup({ stores, secretsDir: SECRETS_DIR, passphrase, product }),
  );
  say(`${file}: ${Math.ceil(bytes / 1024)} KiB, everything needed for a restore except the passphrase`);
} catch (error) {
  fail(error);
}
