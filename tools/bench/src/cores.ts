import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** On which cores what runs, as `taskset` writes lists of them: `0`, `0-3`. */
export interface Cores {
  /** Every process of the system. */
  readonly servers: string;
  /** The load generator and this process. */
  readonly generator: string;
  /** All that this process may use. */
  readonly all: string;
}

/** One core for the servers and another for the load; undefined where there are not two, or no `taskset`. */
export function separateCores(): Cores | undefined {
  if (process.platform !== 'linux' || availableParallelism() < 2) return undefined;
  if (spawnSync('taskset', ['--version']).status !== 0) return undefined;
  const all = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  const [servers, generator] = coresIn(all);
  return servers === undefined || generator === undefined ? undefined : { servers, generator, all };
}

/**
 * Moves a process with all its threads; what it starts from then on goes there too.
 *
 * @throws Error with what taskset says
 * @see https://man7.org/linux/man-pages/man1/taskset.1.html
 */
export function pin(pid: number, cores: string): void {
  const { status, stderr } = spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, `${pid}`]);
  if (status !== 0) throw new Error(`process ${pid} could not be moved to core ${cores}: ${stderr}`);
}

/** The single cores of a list: `0-2,5` are 0, 1, 2 and 5. */
export function coresIn(list: string): string[] {
  return list.split(',').flatMap((range) => {
    const [from = 0, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);
  });
}
