import { open } from 'node:fs/promises';

/** Writes a new file that only its owner can read, and syncs it to the disk. */
export async function writeDurably(
  path: string,
  content: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Syncs a folder to the disk, so that new and renamed entries survive a power cut. */
export async function fsyncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
