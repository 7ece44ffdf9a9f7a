import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '@motus/system';

/** The version of Motus that runs this. */
export async function productVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(REPOSITORY, 'package.json'), 'utf8'));
  return version;
}
