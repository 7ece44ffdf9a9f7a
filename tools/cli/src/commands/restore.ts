import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupError, probeRedis, productVersion, readPassphrase, restoreBackup } from '@motus/backup';
import { ensureProgram, ensurePrograms, SystemError, say } from '@motus/local-system';
import { fail, onOrphaned } from '../cli.ts';
import { isRunning } from '../control.ts';
import { STATE_DIR } from '../state.ts';

/** `npm run restore -- FILE`: restores a backup into the state folder of a game that is not running. */
process.stdout.on('error', () => undefined);
onOrphaned(() => process.exit(130));

try {
  const { name, replace } = readWords();
  if (await isRunning())
    throw new BackupError('game_running', 'the game runs: end it first, with Ctrl-C where it runs');
  await ensurePrograms(['redis-server'], say);
  const { createdAt } = await restoreBackup({
    file: resolve(process.env.INIT_CWD ?? '', name),
    passphrase: await readPassphrase(false),
    product: await productVersion(),
    target: await probeRedis(await ensureProgram('redis-server')),
    stateDir: STATE_DIR,
    replace,
  });
  say(`the backup of ${createdAt} is restored to ${STATE_DIR}: start it with npm start`);
} catch (error) {
  fail(error);
}

function readWords(): { name: string; replace: boolean } {
  const usage = 'usage: npm run restore -- FILE [--replace]';
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { replace: { type: 'boolean', default: false } },
    });
    const [name, ...more] = positionals;
    if (name !== undefined && more.length === 0) return { name, replace: values.replace };
  } catch (cause) {
    throw new SystemError(usage, { cause });
  }
  throw new SystemError(usage);
}
