import { chown, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SENTINEL_NAMES, STORE_NAMES, STORE_NODE_NAMES } from '@motus/system';
import { syncFolder, writeToDisk } from './durable-write.ts';

/**
 * Where a restore writes before all of it is there, in each folder of its own, because each may be a volume of its own.
 * deploy/redis/start.sh starts no store beside one: what is there is half.
 */
export const STAGE = 'restoring';

/** Begins the name under which former data is kept. */
const FORMER = 'former-';

/** What a volume has from its file system. */
const OF_FILE_SYSTEM = ['lost+found'];

/** The folders of a game, below the one of its state, that exist. */
async function folders(stateDir: string): Promise<string[]> {
  const readers = (await list(join(stateDir, 'secrets'))).filter((name) => !isOurs(name));
  return [
    ...readers.map((reader) => `secrets/${reader}`),
    ...STORE_NODE_NAMES,
    // Where a store was that was a single Redis.
    ...STORE_NAMES,
    ...SENTINEL_NAMES,
  ];
}

/** The folders that hold anything of a game: data, secrets, or what Sentinels and stores have learnt. */
export async function foldersWithData(stateDir: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of await folders(stateDir))
    if ((await contentOf(join(stateDir, folder))).length > 0) found.push(folder);
  return found;
}

/** Whether a restore broke off here. */
export async function isHalfRestored(stateDir: string): Promise<boolean> {
  for (const node of STORE_NODE_NAMES) if ((await list(join(stateDir, node))).includes(STAGE)) return true;
  return false;
}

/** Keeps what is in each folder under another name in the same folder. */
export async function moveAside(stateDir: string, found: readonly string[], stamp: string): Promise<void> {
  for (const folder of found) {
    const path = join(stateDir, folder);
    const former = join(path, `${FORMER}${stamp}`);
    await mkdir(former, { recursive: true, mode: 0o700 });
    for (const name of await contentOf(path)) await rename(join(path, name), join(former, name));
    await syncFolder(path);
  }
}

/** Begins to stage: no store starts from now on, until `putInPlace` or `removeStages`. */
export async function makeStages(stateDir: string): Promise<void> {
  await removeStages(stateDir);
  await mkdir(join(stateDir, 'secrets'), { recursive: true, mode: 0o700 });
  for (const node of STORE_NODE_NAMES) {
    await mkdir(join(stateDir, node, STAGE), { recursive: true, mode: 0o700 });
    await syncFolder(join(stateDir, node));
  }
}

/** Writes a file to be put in place later, down to the disk. */
export async function stageFile(
  stateDir: string,
  folder: string,
  name: string,
  content: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<void> {
  const path = join(stateDir, folder, STAGE, name);
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  await writeToDisk(path, content);
  await syncFolder(join(path, '..'));
}

/** Puts all that was staged in place; the stores last, and they start once all is there. */
export async function putInPlace(stateDir: string): Promise<void> {
  const staged = await stages(stateDir);
  for (const folder of staged) {
    const path = join(stateDir, folder);
    for (const name of await list(join(path, STAGE))) await rename(join(path, STAGE, name), join(path, name));
    await syncFolder(path);
  }
  for (const folder of staged) await rmdir(join(stateDir, folder, STAGE));
}

/** Forgets what was staged. */
export async function removeStages(stateDir: string): Promise<void> {
  for (const folder of await stages(stateDir))
    await rm(join(stateDir, folder, STAGE), { recursive: true, force: true });
}

/** Gives folders, with all that is in them, to the one user who reads them. */
export async function giveAway(stateDir: string, uid: number): Promise<void> {
  for (const folder of [...STORE_NODE_NAMES, ...SENTINEL_NAMES]) await giveTree(join(stateDir, folder), uid);
}

async function giveTree(path: string, uid: number): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (OF_FILE_SYSTEM.includes(entry.name)) continue;
    if (entry.isDirectory()) await giveTree(join(path, entry.name), uid);
    else await chown(join(path, entry.name), uid, uid);
  }
  await chown(path, uid, uid);
}

async function stages(stateDir: string): Promise<string[]> {
  const staged: string[] = [];
  for (const folder of await folders(stateDir))
    if ((await list(join(stateDir, folder))).includes(STAGE)) staged.push(folder);
  return staged;
}

async function contentOf(path: string): Promise<string[]> {
  return (await list(path)).filter((name) => !isOurs(name) && !OF_FILE_SYSTEM.includes(name));
}

function isOurs(name: string): boolean {
  return name === STAGE || name.startsWith(FORMER);
}

async function list(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
