import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Where the damage is: behind the last command of the file, or at the command in its middle. */
export type Place = 'end' | 'middle';

/** The script that does it, in containers and natively. */
export const DAMAGE_SCRIPT = fileURLToPath(new URL('damage-file.sh', import.meta.url));

/** Damages the newest append-only file in the data folder of a node that does not run. @returns its path */
export async function damageFile(folder: string, place: Place): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', [DAMAGE_SCRIPT, folder, place]);
  return stdout.trim();
}
