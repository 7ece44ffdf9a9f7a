import { readdirSync, readFileSync } from 'node:fs';

/** A process of the system, by the name of its instance. */
export interface NamedProcess {
  readonly name: string;
  readonly pid?: number;
}

/** A value for each instance; empty on a machine without /proc. */
export type ByInstance = ReadonlyMap<string, number>;

/**
 * The processor time of each instance since its start, in microseconds. Includes all threads and child processes (HAProxy
 * is a master process and its worker).
 *
 * @see https://docs.kernel.org/scheduler/sched-stats.html
 */
export function cpuTime(instances: readonly NamedProcess[]): ByInstance {
  return sumOverProcesses(instances, (pid) =>
    readdirSync(`/proc/${pid}/task`)
      .map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1000)
      .reduce((sum, part) => sum + part, 0),
  );
}

/** The resident set of each instance and its child processes, in MiB. */
export function memory(instances: readonly NamedProcess[]): ByInstance {
  return sumOverProcesses(instances, (pid) => mebibytes(pid, 'VmRSS'));
}

/** The peak of the resident set of each instance and its child processes since their start, in MiB. */
export function peakMemory(instances: readonly NamedProcess[]): ByInstance {
  return sumOverProcesses(instances, (pid) => mebibytes(pid, 'VmHWM'));
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function mebibytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) / 1024;
}

/** The kind of process of an instance. Twins are one kind; the two Redis of a store are not: a replica does other work. */
export function kindOf(name: string): string {
  return name.includes('-store') ? name : name.replace(/\d+$/, '');
}

function sumOverProcesses(instances: readonly NamedProcess[], measure: (pid: number) => number): ByInstance {
  if (process.platform !== 'linux') return new Map();
  const parents = parentPids();
  return new Map(
    instances.flatMap(({ name, pid }) => {
      if (pid === undefined) return [];
      const tree = [pid, ...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child)];
      return [[name, tree.map(measure).reduce((sum, part) => sum + part, 0)] as const];
    }),
  );
}

function parentPids(): Map<number, number> {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return new Map(
    pids.flatMap((pid) => {
      try {
        // Splits after the program's name, which is in parentheses and may contain spaces.
        const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
        return [[Number(pid), Number(parent)] as const];
      } catch {
        // The process has exited since the list was read.
        return [];
      }
    }),
  );
}
