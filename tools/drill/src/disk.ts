import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, rmdir, statfs, truncate, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The size of the file system. The image file is sparse: it takes as much space as was written to it. */
const IMAGE_SIZE_BYTES = 256 * 1024 * 1024;
/** Unmounting is repeated for this long, because killed processes may still keep the file system busy. */
const UNMOUNT_TIMEOUT_MS = 5000;
/** The file that fills the disk. */
const FILLER_NAME = 'filler';
const UNMOUNT_RETRY_INTERVAL_MS = 50;
const TOOLS = ['mkfs.ext4', 'mount', 'umount', 'fallocate', 'perl'];
const PATH = [process.env.PATH ?? '', '/usr/sbin', '/sbin'].join(delimiter);

/**
 * Calls the ioctl EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH on each folder: from then on the file system writes
 * neither data nor journal to its device.
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
  /** The mount point. */
  readonly folder: string;
  /** Fills the disk with a file. */
  fill(): Promise<void>;
  /** Removes the file of `fill`. */
  free(): Promise<void>;
  /** Mounts the disk again after `cutPowerOf`: the kernel replays the journal, and data that was not in the image is lost. */
  restorePower(): Promise<void>;
  /** Unmounts the disk and removes its image. May be called again. */
  remove(): Promise<void>;
}

const mounted = new Set<Disk>();

/** Finds the first requirement that this process lacks for `makeDisk`. @returns undefined if it lacks none */
export function missingDiskRequirement(): string | undefined {
  if (process.getuid?.() !== 0) return 'root';
  if (!existsSync('/dev/loop-control')) return 'loop devices';
  const isInstalled = (name: string) =>
    PATH.split(delimiter).some((folder) => existsSync(join(folder, name)));
  return TOOLS.find((name) => !isInstalled(name));
}

/**
 * Creates an ext4 file system in a new image file, and mounts it on a folder, which is created if it is missing.
 *
 * @throws Error if the image exists, or a tool fails
 */
export async function makeDisk(image: string, folder: string): Promise<Disk> {
  await writeFile(image, '', { flag: 'wx', mode: 0o600 });
  await truncate(image, IMAGE_SIZE_BYTES);
  // Without blocks reserved for root, so that the disk becomes full for every user at the same time.
  await runTool('mkfs.ext4', '-q', '-F', '-m', '0', image);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The loop device is released on unmount.
  const mount = () => runTool('mount', '-o', 'loop', image, folder);
  const disk: Disk = {
    folder,
    async fill() {
      const { bavail, bsize } = await statfs(folder);
      const filler = join(folder, FILLER_NAME);
      await runTool('fallocate', '--length', `${Math.max(1, bavail * bsize)}`, filler).catch(() => undefined);
      // Append block by block, because `bavail` does not count the space exactly.
      const block = Buffer.alloc(bsize);
      while (await appendBlock(filler, block));
    },
    free: () => rm(join(folder, FILLER_NAME), { force: true }),
    async restorePower() {
      await unmount(folder);
      await mount();
    },
    async remove() {
      if (!mounted.delete(disk)) return;
      await unmount(folder).catch(() => runTool('umount', '--lazy', folder));
      await rm(image, { force: true });
    },
  };
  await mount();
  mounted.add(disk);
  // The data folder of a new node must be empty.
  await rmdir(join(folder, 'lost+found'));
  return disk;
}

/** Simulates a power cut of several disks at once: data that was not written to their images is lost. */
export async function cutPowerOf(disks: readonly Disk[]): Promise<void> {
  await runTool('perl', '-e', SHUTDOWN, ...disks.map(({ folder }) => folder));
}

/** Removes the disks that are still mounted, before this process exits. */
export async function removeAllDisks(): Promise<void> {
  await Promise.all([...mounted].map((disk) => disk.remove()));
}

async function unmount(folder: string): Promise<void> {
  const deadline = performance.now() + UNMOUNT_TIMEOUT_MS;
  for (;;) {
    try {
      await runTool('umount', folder);
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(UNMOUNT_RETRY_INTERVAL_MS);
    }
  }
}

/** Appends a block to a file and syncs it. @returns false if the disk is full */
async function appendBlock(file: string, block: Buffer): Promise<boolean> {
  try {
    await writeFile(file, block, { flag: 'a', flush: true });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

async function runTool(name: string, ...args: string[]): Promise<void> {
  await run(name, args, { env: { ...process.env, PATH } });
}
