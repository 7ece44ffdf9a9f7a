import { readdirSync, readFileSync } from 'node:fs';

/** A process of the system, by the name of its instance. */
export interface NamedProcess {
  readonly name: string;
  readonly pid?: number;
}

/** Something about each instance; empty where this machine has no /proc. */
export type ByInstance = ReadonlyMap<string, number>;

/**
 * The processor time that instances have used until now, in microseconds: all threads, and all children (HAProxy is a
 * master process and its worker).
 *
 * @see https://docs.kernel.org/scheduler/sched-stats.html
 */
export function cpuTime(instances: readonly NamedProcess[]): ByInstance {
  return each(instances, (pid) =>
    readdirSync(`/proc/${pid}/task`)
      .map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1000)
      .reduce((sum, part) => sum + part, 0),
  );
}

/** The memory that instances hold now (resident set), children included, in MiB. */
export function memory(instances: readonly NamedProcess[]): ByInstance {
  return each(instances, (pid) => mebibytes(pid, 'VmRSS'));
}

/** The most memory that instances have held since they were started (peak of the resident set), children included, in MiB. */
export function peakMemory(instances: readonly NamedProcess[]): ByInstance {
  return each(instances, (pid) => mebibytes(pid, 'VmHWM'));
}

/** @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
function mebibytes(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) / 1024;
}

/** What kind of process an instance is: twins are one kind; the two Redis of a store, which differ in work, are not. */
export function kindOf(name: string): string {
  return name.includes('-store') ? name : name.replace(/\d+$/, '');
}

function each(instances: readonly NamedProcess[], measure: (pid: number) => number): ByInstance {
  if (process.platform !== 'linux') return new Map();
  const parents = parentsOfAll();
  return new Map(
    instances.flatMap(({ name, pid }) => {
      if (pid === undefined) return [];
      const family = [pid, ...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child)];
      return [[name, family.map(measure).reduce((sum, part) => sum + part, 0)] as const];
    }),
  );
}

function parentsOfAll(): Map<number, number> {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return new Map(
    pids.flatMap((pid) => {
      try {
        // The name of the program, in parentheses, may hold spaces.
        const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
        return [[Number(pid), Number(parent)] as const];
      } catch {
        // It has ended since the list was made.
        return [];
      }
    }),
  );
}
