import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SENTINEL_NAMES, STORE_NODE_NAMES } from '@motus/local-system';
import { EVERYTHING } from './components.ts';
import { type Disk, makeDisk, missingDiskRequirement } from './disk.ts';

/** One file system for each store node and each Sentinel, mounted on its data folder. */
export interface StoreDisks {
  /** The disks of a node, of both nodes of a store, or of the whole system. */
  disksOf(name: string): readonly Disk[];
  remove(): Promise<void>;
}

/**
 * Creates the disks and mounts them before the system is started.
 *
 * @param imageDir the folder of the image files; created if it is missing
 * @param stateDir the state folder of the system
 * @returns the reason if this machine does not support them
 */
export async function makeStoreDisks(imageDir: string, stateDir: string): Promise<StoreDisks | string> {
  const missing = missingDiskRequirement();
  if (missing !== undefined) return `this machine lacks ${missing}`;
  const disks: Disk[] = [];
  const remove = async () => {
    await Promise.all(disks.map((disk) => disk.remove()));
  };
  await mkdir(imageDir, { recursive: true });
  try {
    for (const name of [...STORE_NODE_NAMES, ...SENTINEL_NAMES])
      disks.push(await makeDisk(join(imageDir, name), join(stateDir, name)));
  } catch (error) {
    await remove();
    return error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
  }
  return {
    disksOf: (name) =>
      disks.filter(
        ({ folder }) =>
          name === EVERYTHING || basename(folder).replace(/\d+$/, '') === name || basename(folder) === name,
      ),
    remove,
  };
}
