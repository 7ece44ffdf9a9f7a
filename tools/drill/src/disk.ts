import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, rmdir, statfs, truncate, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Sparse: an image takes as much room on this machine as was written to it. In bytes. */
const SIZE = 256 * 1024 * 1024;
/** How long a file system may be busy with processes that have been killed, in milliseconds. */
const UNMOUNTED_WITHIN = 5000;
/** What takes all the room on a disk that is to be full. */
const FILLER = 'filler';
const TOOLS = ['mkfs.ext4', 'mount', 'umount', 'fallocate', 'perl'];
const PATH = [process.env.PATH ?? '', '/usr/sbin', '/sbin'].join(delimiter);

/**
 * The ioctl EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH, for each of the folders: from this instant the file
 * system hands nothing more to its device, neither data nor journal.
 *
 * @see https://github.com/torvalds/linux/blob/master/include/uapi/linux/ext4.h
 */
const SHUTDOWN = `
for my $folder (@ARGV) {
  my $flags = pack("L", 2);
  open(my $handle, "<", $folder) or die "$folder: $!\\n";
  ioctl($handle, 0x8004587d, $flags) or die "$folder: $!\\n";
}`;

/** A file system in an image file, mounted through a loop device. */
export interface Disk {
  /** Where it is mounted. */
  readonly folder: string;
  /** Takes all the room that is left. */
  fill(): Promise<void>;
  /** Gives back what `fill` has taken. */
  free(): Promise<void>;
  /** Mounts it again after `cutPowerOf`: the journal is replayed, and what had not reached the image is gone. */
  restorePower(): Promise<void>;
  /** Unmounts it and removes the image; does nothing the second time. */
  remove(): Promise<void>;
}

const mounted = new Set<Disk>();

/** What this process lacks to have disks of its own, in words; undefined where it lacks nothing. */
export function missingForDisks(): string | undefined {
  if (process.getuid?.() !== 0) return 'root';
  if (!existsSync('/dev/loop-control')) return 'loop devices';
  const isThere = (name: string) => PATH.split(delimiter).some((folder) => existsSync(join(folder, name)));
  return TOOLS.find((name) => !isThere(name));
}

/** Makes an ext4 file system in a new image file, and mounts it on a folder, which is made when missing. */
export async function makeDisk(image: string, folder: string): Promise<Disk> {
  await writeFile(image, '', { flag: 'wx', mode: 0o600 });
  await truncate(image, SIZE);
  // Without blocks that only root may use: the disk is full for everybody at once.
  await tool('mkfs.ext4', '-q', '-F', '-m', '0', image);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The loop device goes with the mount.
  const mount = () => tool('mount', '-o', 'loop', image, folder);
  const disk: Disk = {
    folder,
    async fill() {
      const { bavail, bsize } = await statfs(folder);
      const filler = join(folder, FILLER);
      await tool('fallocate', '--length', `${Math.max(1, bavail * bsize)}`, filler).catch(() => undefined);
      // Block by block, for the room that was counted otherwise.
      const block = Buffer.alloc(bsize);
      while (await appended(filler, block));
    },
    free: () => rm(join(folder, FILLER), { force: true }),
    async restorePower() {
      await unmount(folder);
      await mount();
    },
    async remove() {
      if (!mounted.delete(disk)) return;
      await unmount(folder).catch(() => tool('umount', '--lazy', folder));
      await rm(image, { force: true });
    },
  };
  await mount();
  mounted.add(disk);
  // A new data folder is empty.
  await rmdir(join(folder, 'lost+found'));
  return disk;
}

/** Takes the power from several disks at once: what has not reached their images never will. */
export async function cutPowerOf(disks: readonly Disk[]): Promise<void> {
  await tool('perl', '-e', SHUTDOWN, ...disks.map(({ folder }) => folder));
}

/** For the end of this process, whatever it was doing. */
export async function removeAllDisks(): Promise<void> {
  await Promise.all([...mounted].map((disk) => disk.remove()));
}

async function unmount(folder: string): Promise<void> {
  const deadline = performance.now() + UNMOUNTED_WITHIN;
  for (;;) {
    try {
      await tool('umount', folder);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(50);
    }
  }
}

/** @returns whether there was room */
async function appended(file: string, block: Buffer): Promise<boolean> {
  try {
    await writeFile(file, block, { flag: 'a', flush: true });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

async function tool(name: string, ...args: string[]): Promise<void> {
  await run(name, args, { env: { ...process.env, PATH } });
}
