import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `containerMemory` says, for a report. */
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
 * The memory that a container has now, in bytes; undefined where this machine does not show it, as with Docker Desktop,
 * whose containers run in a virtual machine.
 *
 * @param pid of its first process, as `docker inspect` says it
 */
export async function containerMemory(pid: number, kernel = KERNEL): Promise<number | undefined> {
  const paths = await readFile(join(kernel.proc, `${pid}`, 'cgroup'), 'utf8').catch(() => '');
  const v1 = /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m.exec(paths)?.[1];
  if (v1 !== undefined) {
    const folder = join(kernel.cgroup, 'memory', v1);
    return usage(folder, 'memory.usage_in_bytes', 'total_inactive_file');
  }
  const v2 = /^0::(.*)$/m.exec(paths)?.[1];
  return v2 === undefined ? undefined : usage(join(kernel.cgroup, v2), 'memory.current', 'inactive_file');
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
