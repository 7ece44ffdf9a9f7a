import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { SENTINEL_NAMES, STORE_NODE_NAMES } from '@motus/local-system';
import { EVERYTHING } from './components.ts';
import { type Disk, makeDisk, missingForDisks } from './disk.ts';

/** A file system for each node of the stores and each Sentinel, under its data folder. */
export interface StoreDisks {
  /** Those of a node, of both nodes of a store, or all. */
  of(name: string): readonly Disk[];
  remove(): Promise<void>;
}

/**
 * Mounts them where the nodes will have their data, before there are any.
 *
 * @param images   the folder of the image files; made when missing
 * @param stateDir of the system
 * @returns in words why there are none, where this machine does not let the drill have them
 */
export async function makeStoreDisks(images: string, stateDir: string): Promise<StoreDisks | string> {
  const missing = missingForDisks();
  if (missing !== undefined) return `this machine lacks ${missing}`;
  const disks: Disk[] = [];
  const remove = async () => {
    await Promise.all(disks.map((disk) => disk.remove()));
  };
  await mkdir(images, { recursive: true });
  try {
    for (const name of [...STORE_NODE_NAMES, ...SENTINEL_NAMES])
      disks.push(await makeDisk(join(images, name), join(stateDir, name)));
  } catch (error) {
    await remove();
    return error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
  }
  return {
    of: (name) =>
      disks.filter(
        ({ folder }) =>
          name === EVERYTHING || basename(folder).replace(/\d+$/, '') === name || basename(folder) === name,
      ),
    remove,
  };
}
