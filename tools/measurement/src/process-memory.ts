import { readdir, readFile } from 'node:fs/promises';

/** What `processMemory` says, for a report. */
export const PROCESS_MEMORY =
  'peak: the most resident memory (VmHWM) of the processes that an instance had at a time, added up; what they share is ' +
  'counted in each, which a container’s limit counts once';

/**
 * The most memory that the processes of each instance have had so far, in bytes. An instance is a process group: HAProxy
 * has a master and a worker, and a Redis that writes its file anew a child.
 *
 * @param leaders the leader of each group, by the name of the instance
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

/** 0 where the process has just ended. */
async function groupOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Behind the name, which may hold spaces and parentheses: state, parent, group.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] ?? 0);
}

async function peakOf(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0);
}
