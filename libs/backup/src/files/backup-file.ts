import { rmSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupError } from '../errors.ts';
import { MAGIC } from '../format/header.ts';
import { syncFolder, writeToDisk } from './durable-write.ts';

/**
 * Writes a backup to a file that only its owner can read: whole or not at all. A backup of that name is replaced once the
 * new one is complete; anything else of that name is left alone.
 *
 * @returns its length in bytes
 * @throws BackupError where the file cannot be written
 */
export async function writeBackupFile(path: string, backup: AsyncIterable<Buffer>): Promise<number> {
  await assertReplaceable(path);
  const draft = `${path}.${process.pid}.part`;
  const forget = () => rmSync(draft, { force: true });
  // Also where this process is told to end.
  process.once('exit', forget);
  try {
    await writeToDisk(draft, backup);
    await rename(draft, path);
    await syncFolder(dirname(path));
    return (await stat(path)).size;
  } catch (error) {
    await rm(draft, { force: true });
    throw fileError(path, error);
  } finally {
    process.off('exit', forget);
  }
}

async function assertReplaceable(path: string): Promise<void> {
  try {
    const file = await open(path);
    try {
      const { buffer } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
      if (buffer.toString('latin1') === MAGIC) return;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw fileError(path, error);
  }
  throw new BackupError('file_unusable', `${path} exists and is no backup: choose another name`);
}

function fileError(path: string, error: unknown): unknown {
  if (error instanceof BackupError || !(error instanceof Error && 'syscall' in error && 'code' in error))
    return error;
  return new BackupError('file_unusable', `${path} cannot be written (${error.code})`, error);
}
