import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** Creates a folder that is deleted after the test. */
export async function temporaryFolder(test: Pick<TestContext, 'after'>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'motus-backup-'));
  test.after(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Reads all files and folders below a folder, by relative path; undefined when the folder does not exist. */
export async function readTree(dir: string): Promise<Record<string, string> | undefined> {
  const content: Record<string, string> = {};
  try {
    for (const name of (await readdir(dir, { recursive: true })).sort()) {
      const path = join(dir, name);
      content[name] = (await stat(path)).isDirectory() ? '(folder)' : await readFile(path, 'latin1');
    }
  } catch {
    return undefined;
  }
  return content;
}
