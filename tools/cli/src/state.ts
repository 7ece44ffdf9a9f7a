import { accessSync, constants, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { REPOSITORY, SystemError } from '@motus/local-system';

/** The folder of secrets, data and control socket (STATE_DIR); the default is ignored by git. */
export const STATE_DIR = resolve(process.env.STATE_DIR || join(REPOSITORY, '.motus'));

/** The file of the ports that were chosen with PORTS=free. */
export const PORTS_FILE = join(STATE_DIR, 'ports.json');

/**
 * Creates the state folder if it is missing, accessible by this user only.
 *
 * @throws SystemError when it cannot be created or used by this user
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
