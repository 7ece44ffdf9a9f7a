import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SystemError } from './errors.ts';

/** A file system for one test, small enough to be filled. */
export interface SmallDisk {
  /** The folder that it is mounted on. */
  readonly dir: string;
  /** Fills it at once. @param left MiB that stay free; default: 0 */
  fill(left?: number): Promise<void>;
  /** Frees the space that `fill` took. */
  empty(): Promise<void>;
  /** Unmounts it; its content is lost. */
  unmount(): Promise<void>;
}

const MIB = 1024 ** 2;
const run = promisify(execFile);

/**
 * Mounts a small disk in memory. It is unmounted at the latest when this process ends.
 *
 * @param size in MiB
 * @throws SystemError when this process may not mount
 */
export async function mountSmallDisk(size: number): Promise<SmallDisk> {
  const dir = await mkdtemp(join(tmpdir(), 'motus-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size}m,mode=700`, 'tmpfs', dir]);
  } catch (cause) {
    await rmdir(dir);
    throw new SystemError('a small disk could not be mounted: this needs Linux, and root', { cause });
  }
  const filler = join(dir, 'filler');
  // Lazily: also while a process still uses it.
  const detach = () => execFileSync('umount', ['--lazy', dir]);
  process.once('exit', detach);

  return {
    dir,
    async fill(left = 0) {
      const { bavail, bsize } = await statfs(dir);
      const file = await open(filler, 'a');
      try {
        // Until the write fails, because other processes write meanwhile.
        let missing = left === 0 ? Number.POSITIVE_INFINITY : bavail * bsize - left * MIB;
        while (missing > 0) {
          const { bytesWritten } = await file.write(Buffer.alloc(Math.min(missing, MIB)));
          missing -= bytesWritten;
        }
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      } finally {
        await file.close();
      }
    },
    empty: () => rm(filler),
    async unmount() {
      process.off('exit', detach);
      await run('umount', ['--lazy', dir]);
      await rmdir(dir);
    },
  };
}
