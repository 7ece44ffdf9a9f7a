import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, open, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SystemError } from './errors.ts';

/** A real file system of its own for a test, small enough to be filled. */
export interface SmallDisk {
  /** Where it is mounted. */
  readonly dir: string;
  /** Fills it at once, but for so many MiB. */
  fill(left?: number): Promise<void>;
  /** Gives the room back that `fill` took. */
  empty(): Promise<void>;
  /** Whatever is on it is gone. */
  unmount(): Promise<void>;
}

const MIB = 1024 ** 2;
const run = promisify(execFile);

/**
 * Mounts a small disk, in memory. It goes with this process.
 *
 * @param size in MiB
 * @throws SystemError where this process may not mount
 */
export async function mountSmallDisk(size: number): Promise<SmallDisk> {
  const dir = await mkdtemp(join(tmpdir(), 'motus-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size}m,mode=700`, 'tmpfs', dir]);
  } catch (cause) {
    await rmdir(dir);
    throw new SystemError('a small disk could not be mounted: this needs Linux, and root', { cause });
  }
  const ballast = join(dir, 'ballast');
  // Lazily: also what still runs on it must not keep it.
  const detach = () => execFileSync('umount', ['--lazy', dir]);
  process.once('exit', detach);

  return {
    dir,
    async fill(left = 0) {
      const { bavail, bsize } = await statfs(dir);
      const file = await open(ballast, 'a');
      try {
        // To the last byte: others write meanwhile.
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
    empty: () => rm(ballast),
    async unmount() {
      process.off('exit', detach);
      await run('umount', ['--lazy', dir]);
      await rmdir(dir);
    },
  };
}
