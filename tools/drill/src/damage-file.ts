import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Where a file is damaged: after its last command, or at the command in its middle. */
export type DamagePosition = 'end' | 'middle';

/** The script that damages a file, natively and in containers. */
export const DAMAGE_SCRIPT = fileURLToPath(new URL('damage-file.sh', import.meta.url));

/** Damages the newest append-only file in the data folder of a stopped node. @returns its path. @throws Error without such a file */
export async function damageFile(folder: string, position: DamagePosition): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', [DAMAGE_SCRIPT, folder, position]);
  return stdout.trim();
}
