import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job, JobResult, Reply } from './generator-job.ts';

/** The load generator as its parent sees it. */
export interface Generator {
  readonly pid: number;
  /**
   * Does one job; they go one after the other.
   *
   * @throws Error where the generator fails or ends
   */
  run(job: Job): Promise<JobResult>;
  end(): void;
}

/** @param core where it runs; undefined: wherever the machine likes */
export async function startGenerator(core: string | undefined): Promise<Generator> {
  const node = [process.execPath, fileURLToPath(new URL('generator.ts', import.meta.url))];
  const [command = '', ...args] = core === undefined ? node : ['taskset', '--cpu-list', core, ...node];
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Latencies and cookies by the thousand: faster than JSON.
    serialization: 'advanced',
  });
  await once(child, 'spawn');
  return {
    pid: child.pid ?? 0,
    async run(job) {
      const over = new AbortController();
      const reply = once(child, 'message', { signal: over.signal }).then(([message]) => message as Reply);
      const ended = once(child, 'exit', { signal: over.signal }).then(([code]) => {
        throw new Error(`the load generator has ended (${code})`);
      });
      try {
        child.send(job);
        const answer = await Promise.race([reply, ended]);
        if ('error' in answer) throw new Error(`the load generator failed: ${answer.error}`);
        return answer.result;
      } finally {
        over.abort();
        await Promise.allSettled([reply, ended]);
      }
    },
    end: () => child.kill(),
  };
}
