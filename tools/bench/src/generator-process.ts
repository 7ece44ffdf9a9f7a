import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job, JobResult, Reply } from './generator-job.ts';

/** The handle of the load generator's process. */
export interface Generator {
  readonly pid: number;
  /**
   * Runs one job. Callers run one job at a time.
   *
   * @throws Error if the job fails or the process exits
   */
  run(job: Job): Promise<JobResult>;
  end(): void;
}

/** @param core the core to pin the process to; undefined: no pinning */
export async function startGenerator(core: string | undefined): Promise<Generator> {
  const node = [process.execPath, fileURLToPath(new URL('generator.ts', import.meta.url))];
  const [command = '', ...args] = core === undefined ? node : ['taskset', '--cpu-list', core, ...node];
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Faster than JSON for thousands of latencies and cookies.
    serialization: 'advanced',
  });
  await once(child, 'spawn');
  return {
    pid: child.pid ?? 0,
    async run(job) {
      const stopListening = new AbortController();
      const reply = once(child, 'message', { signal: stopListening.signal }).then(
        ([message]) => message as Reply,
      );
      const ended = once(child, 'exit', { signal: stopListening.signal }).then(([code]) => {
        throw new Error(`the load generator exited with code ${code}`);
      });
      try {
        child.send(job);
        const answer = await Promise.race([reply, ended]);
        if ('error' in answer) throw new Error(`the load generator failed: ${answer.error}`);
        return answer.result;
      } finally {
        stopListening.abort();
        await Promise.allSettled([reply, ended]);
      }
    },
    end: () => child.kill(),
  };
}
