import { rmSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BackupError } from '../errors.ts';
import { MAGIC } from '../format/header.ts';
import { fsyncFolder, writeDurably } from './durable-write.ts';

/**
 * Writes a backup to a file that only its owner can read, completely or not at all. Replaces an existing backup once the new
 * one is complete; never replaces any other file.
 *
 * @returns the size of the file in bytes
 * @throws BackupError when the file cannot be written
 */
export async function writeBackupFile(path: string, backup: AsyncIterable<Buffer>): Promise<number> {
  await assertReplaceable(path);
  const temporary = `${path}.${process.pid}.part`;
  const removeTemporary = () => rmSync(temporary, { force: true });
  // Also remove it when a signal ends the process.
  process.once('exit', removeTemporary);
  try {
    await writeDurably(temporary, backup);
    await rename(temporary, path);
    await fsyncFolder(dirname(path));
    return (await stat(path)).size;
  } catch (error) {
    await rm(temporary, { force: true });
    throw toFileError(path, error);
  } finally {
    process.off('exit', removeTemporary);
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
    throw toFileError(path, error);
  }
  throw new BackupError('file_unusable', `${path} exists and is not a backup: choose another name`);
}

function toFileError(path: string, error: unknown): unknown {
  if (error instanceof BackupError || !(error instanceof Error && 'syscall' in error && 'code' in error))
    return error;
  return new BackupError('file_unusable', `${path} cannot be written (${error.code})`, error);
}
