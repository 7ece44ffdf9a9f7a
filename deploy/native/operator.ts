import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DEFAULT_PORTS, REPOSITORY, SystemError, serviceSettings } from '../../libs/system/src/index.ts';
import { fail } from './cli.ts';
import { isRunning } from './control.ts';
import { STATE_DIR } from './state.ts';

/** `npm run operator -- …`: who has the operator's role in the game that `npm start` runs. */
try {
  if (!(await isRunning())) throw new SystemError('nothing runs here: start it with npm start');
  const command = spawn(
    process.execPath,
    [join(REPOSITORY, 'apps/auth/src/operator.ts'), ...process.argv.slice(2)],
    { env: serviceSettings('auth', DEFAULT_PORTS, join(STATE_DIR, 'secrets')), stdio: 'inherit' },
  );
  const [code] = await once(command, 'close');
  process.exit(code ?? 1);
} catch (error) {
  fail(error);
}
