import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY, serviceSettings } from '@motus/local-system';
import type { TestSystem } from './test-system.ts';

/**
 * Runs the command that grants and revokes the operator's role.
 *
 * @returns its output
 */
export async function operate(motus: TestSystem, ...args: string[]): Promise<string> {
  const { ports, secretsDir } = motus.system;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(REPOSITORY, 'apps/auth/src/operator-cli.ts'), ...args],
    { env: serviceSettings('auth', ports, secretsDir) },
  );
  return stdout;
}
