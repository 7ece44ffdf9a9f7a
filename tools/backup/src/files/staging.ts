import { chown, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SENTINEL_NAMES, STORE_NAMES, STORE_NODE_NAMES } from '@motus/local-system';
import { fsyncFolder, writeDurably } from './durable-write.ts';

/**
 * The staging folder of a restore. Each folder of the game has its own, because each may be a separate volume, and a rename
 * works only within one. deploy/redis/start.sh starts no store that has one, because its data is incomplete.
 */
export const STAGING_FOLDER = 'restoring';

/** The prefix of the folder that keeps the former data; a timestamp follows. */
const FORMER_PREFIX = 'former-';

/** Entries that the file system itself creates in a volume. */
const FILE_SYSTEM_ENTRIES = ['lost+found'];

/** Lists the folders that hold anything of a game: data, secrets, or configuration that Redis and Sentinels rewrote. */
export async function foldersWithData(stateDir: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of await gameFolders(stateDir))
    if ((await listData(join(stateDir, folder))).length > 0) found.push(folder);
  return found;
}

/** Tells whether an interrupted restore left a staging folder. */
export async function isRestoreInterrupted(stateDir: string): Promise<boolean> {
  for (const node of STORE_NODE_NAMES)
    if ((await listFolder(join(stateDir, node))).includes(STAGING_FOLDER)) return true;
  return false;
}

/** Moves the content of each folder to a subfolder `former-<timestamp>`. */
export async function moveAside(
  stateDir: string,
  folders: readonly string[],
  timestamp: string,
): Promise<void> {
  for (const folder of folders) {
    const path = join(stateDir, folder);
    const former = join(path, `${FORMER_PREFIX}${timestamp}`);
    await mkdir(former, { recursive: true, mode: 0o700 });
    for (const name of await listData(path)) await rename(join(path, name), join(former, name));
    await fsyncFolder(path);
  }
}

/** Creates the staging folders. From now on no store starts, until `commitStaging` or `discardStaging`. */
export async function beginStaging(stateDir: string): Promise<void> {
  await discardStaging(stateDir);
  await mkdir(join(stateDir, 'secrets'), { recursive: true, mode: 0o700 });
  for (const node of STORE_NODE_NAMES) {
    await mkdir(join(stateDir, node, STAGING_FOLDER), { recursive: true, mode: 0o700 });
    await fsyncFolder(join(stateDir, node));
  }
}

/** Writes a file to the staging folder and syncs it to the disk. */
export async function stageFile(
  stateDir: string,
  folder: string,
  name: string,
  content: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<void> {
  const path = join(stateDir, folder, STAGING_FOLDER, name);
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  await writeDurably(path, content);
  await fsyncFolder(join(path, '..'));
}

/** Renames all staged files to their final paths, then removes the staging folders, so that the stores can start. */
export async function commitStaging(stateDir: string): Promise<void> {
  const staged = await stagedFolders(stateDir);
  for (const folder of staged) {
    const path = join(stateDir, folder);
    const staging = join(path, STAGING_FOLDER);
    for (const name of await listFolder(staging)) await rename(join(staging, name), join(path, name));
    await fsyncFolder(path);
  }
  for (const folder of staged) await rmdir(join(stateDir, folder, STAGING_FOLDER));
}

/** Deletes the staging folders with all staged files. */
export async function discardStaging(stateDir: string): Promise<void> {
  for (const folder of await stagedFolders(stateDir))
    await rm(join(stateDir, folder, STAGING_FOLDER), { recursive: true, force: true });
}

/** Changes the owner of the folders of the stores and Sentinels, recursively. */
export async function chownStores(stateDir: string, uid: number): Promise<void> {
  for (const folder of [...STORE_NODE_NAMES, ...SENTINEL_NAMES])
    await chownRecursive(join(stateDir, folder), uid);
}

async function chownRecursive(path: string, uid: number): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (FILE_SYSTEM_ENTRIES.includes(entry.name)) continue;
    if (entry.isDirectory()) await chownRecursive(join(path, entry.name), uid);
    else await chown(join(path, entry.name), uid, uid);
  }
  await chown(path, uid, uid);
}

/** Lists the folders of a game, relative to its state folder. */
async function gameFolders(stateDir: string): Promise<string[]> {
  const readers = (await listFolder(join(stateDir, 'secrets'))).filter((name) => !isRestoreFolder(name));
  return [
    ...readers.map((reader) => `secrets/${reader}`),
    ...STORE_NODE_NAMES,
    // Earlier versions kept each store as a single Redis in a folder of this name.
    ...STORE_NAMES,
    ...SENTINEL_NAMES,
  ];
}

async function stagedFolders(stateDir: string): Promise<string[]> {
  const staged: string[] = [];
  for (const folder of await gameFolders(stateDir))
    if ((await listFolder(join(stateDir, folder))).includes(STAGING_FOLDER)) staged.push(folder);
  return staged;
}

async function listData(path: string): Promise<string[]> {
  const names = await listFolder(path);
  return names.filter((name) => !isRestoreFolder(name) && !FILE_SYSTEM_ENTRIES.includes(name));
}

/** Tells whether a restore made this folder, so that it does not count as data of a game. */
function isRestoreFolder(name: string): boolean {
  return name === STAGING_FOLDER || name.startsWith(FORMER_PREFIX);
}

/** Lists the entries of a folder; none when it does not exist. */
async function listFolder(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
