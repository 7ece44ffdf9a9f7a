import { readdir, readFile } from 'node:fs/promises';

/** Describes for a report what `processMemory` measures. */
export const PROCESS_MEMORY =
  'peak: the sum of the peak resident memory (VmHWM) of the processes that an instance had at the same time; memory that ' +
  'they share is counted once per process, whereas the limit of a container counts it once';

/**
 * Reads the peak resident memory of the running processes of each instance, in bytes. An instance is a process group:
 * HAProxy has a master and a worker, and Redis has a child while it rewrites its append-only file.
 *
 * @param leaders the process id of each group leader, by the name of the instance
 */
export async function processMemory(leaders: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  const names = new Map([...leaders].map(([name, pid]) => [pid, name]));
  const memory = new Map<string, number>();
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  await Promise.all(
    pids.map(async (pid) => {
      const name = names.get(await groupOf(pid));
      if (name === undefined) return;
      const peak = await peakOf(pid);
      memory.set(name, (memory.get(name) ?? 0) + peak);
    }),
  );
  return memory;
}

/** Reads the process group of a process. @returns 0 if the process has just ended */
async function groupOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the name, which may contain spaces and parentheses: state, parent, process group.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] ?? 0);
}

/** Reads the peak resident memory of a process, in bytes. @returns 0 if the process has just ended */
async function peakOf(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
}
