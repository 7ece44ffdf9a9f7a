import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { REPOSITORY, SystemError } from '../../libs/system/src/index.ts';

/** Where `npm start` keeps secrets, data and its control socket (STATE_DIR); git does not see the default. */
export const STATE_DIR = resolve(process.env.STATE_DIR || join(REPOSITORY, '.motus'));

/** Where `npm start` keeps the ports that it took with PORTS=free. */
export const PORTS_FILE = join(STATE_DIR, 'ports.json');

/**
 * Makes the folder where it is missing, for this user alone.
 *
 * @throws SystemError when it cannot be made, or used by this user
 */
export function makeStateDir(): void {
  try {
    mkdirSync(STATE_DIR, { recursive: true, mode: 0o700 });
    accessSync(STATE_DIR, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SystemError(
      `the folder of secrets and data cannot be used (${reason}): choose one with STATE_DIR`,
      {
        cause,
      },
    );
  }
}
