import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Describes for a report what `memoryOf` measures. */
export const CONTAINER_MEMORY =
  'peak: the highest memory use of the container’s cgroup, sampled twice a second, without the inactive file cache, which ' +
  'the kernel can reclaim (the same as `docker stats`)';

/** The mount points of procfs and cgroupfs; other folders in tests. */
export interface KernelFolders {
  readonly proc: string;
  readonly cgroup: string;
}

const KERNEL: KernelFolders = { proc: '/proc', cgroup: '/sys/fs/cgroup' };

/**
 * Finds the folder of a container's cgroup, which stays the same when the container is restarted.
 *
 * @param pid the container's first process (`State.Pid` of `docker inspect`)
 * @returns undefined if this machine does not have it: the containers of Docker Desktop run in a virtual machine
 */
export async function cgroupOf(pid: number, kernel = KERNEL): Promise<string | undefined> {
  const paths = await readFile(join(kernel.proc, `${pid}`, 'cgroup'), 'utf8').catch(() => '');
  const v1 = /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m.exec(paths)?.[1];
  if (v1 !== undefined) return join(kernel.cgroup, 'memory', v1);
  const v2 = /^0::(.*)$/m.exec(paths)?.[1];
  return v2 === undefined ? undefined : join(kernel.cgroup, v2);
}

/** Reads the current memory use of a container. @returns bytes; undefined if the container is not running */
export async function memoryOf(cgroup: string): Promise<number | undefined> {
  return (
    (await readUsage(cgroup, 'memory.current', 'inactive_file')) ??
    (await readUsage(cgroup, 'memory.usage_in_bytes', 'total_inactive_file'))
  );
}

/** @see https://docs.docker.com/reference/cli/docker/container/stats/ */
async function readUsage(folder: string, file: string, cache: string): Promise<number | undefined> {
  try {
    const used = Number(await readFile(join(folder, file), 'utf8'));
    const stat = await readFile(join(folder, 'memory.stat'), 'utf8');
    return used - Number(new RegExp(`^${cache} (\\d+)$`, 'm').exec(stat)?.[1] ?? 0);
  } catch {
    return undefined;
  }
}
