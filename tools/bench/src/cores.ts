import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** The cores of each group of processes, as `taskset` lists: `0`, `0-3`. */
export interface Cores {
  /** For all processes of the system. */
  readonly servers: string;
  /** For the load generator and this process. */
  readonly generator: string;
  /** All cores that this process may use. */
  readonly all: string;
}

/** One core for the servers and another for the load; undefined if there are fewer than two cores or no `taskset`. */
export function separateCores(): Cores | undefined {
  if (process.platform !== 'linux' || availableParallelism() < 2) return undefined;
  if (spawnSync('taskset', ['--version']).status !== 0) return undefined;
  const all = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  const [servers, generator] = parseCoreList(all);
  return servers === undefined || generator === undefined ? undefined : { servers, generator, all };
}

/**
 * Moves a process with all its threads to a core. Processes that it starts later inherit the core.
 *
 * @throws Error with the message of taskset
 * @see https://man7.org/linux/man-pages/man1/taskset.1.html
 */
export function pin(pid: number, cores: string): void {
  const { status, stderr } = spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, `${pid}`]);
  if (status !== 0) throw new Error(`process ${pid} could not be moved to core ${cores}: ${stderr}`);
}

/** Expands a list of cores: `0-2,5` to 0, 1, 2 and 5. */
export function parseCoreList(list: string): string[] {
  return list.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);
  });
}
