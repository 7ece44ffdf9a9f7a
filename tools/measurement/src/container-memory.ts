import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `memoryOf` says, for a report. */
export const CONTAINER_MEMORY =
  'peak: the most memory that a container’s cgroup was seen with, twice a second, without the cache of files that the ' +
  'kernel takes back at once (as `docker stats` counts)';

/** Where the kernel shows itself; another folder in tests. */
export interface KernelFolders {
  readonly proc: string;
  readonly cgroup: string;
}

const KERNEL: KernelFolders = { proc: '/proc', cgroup: '/sys/fs/cgroup' };

/**
 * The folder of a container's cgroup; undefined where this machine does not show it, as with Docker Desktop, whose
 * containers run in a virtual machine. A container that is started again has the same.
 *
 * @param pid of its first process, as `docker inspect` says it
 */
export async function cgroupOf(pid: number, kernel = KERNEL): Promise<string | undefined> {
  const paths = await readFile(join(kernel.proc, `${pid}`, 'cgroup'), 'utf8').catch(() => '');
  const v1 = /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m.exec(paths)?.[1];
  if (v1 !== undefined) return join(kernel.cgroup, 'memory', v1);
  const v2 = /^0::(.*)$/m.exec(paths)?.[1];
  return v2 === undefined ? undefined : join(kernel.cgroup, v2);
}

/** The memory that a container has now, in bytes; undefined where it does not run. */
export async function memoryOf(cgroup: string): Promise<number | undefined> {
  return (
    (await usage(cgroup, 'memory.current', 'inactive_file')) ??
    (await usage(cgroup, 'memory.usage_in_bytes', 'total_inactive_file'))
  );
}

/** @see https://docs.docker.com/reference/cli/docker/container/stats/ */
async function usage(folder: string, file: string, cache: string): Promise<number | undefined> {
  try {
    const used = Number(await readFile(join(folder, file), 'utf8'));
    const stat = await readFile(join(folder, 'memory.stat'), 'utf8');
    return used - Number(new RegExp(`^${cache} (\\d+)$`, 'm').exec(stat)?.[1] ?? 0);
  } catch {
    return undefined;
  }
}
