import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ensureProgram } from '@motus/local-system';

const run = promisify(execFile);

/** The versions of HAProxy and Redis, as `HAProxy 3.0.11, Redis 8.0.2`. */
export async function programVersions(): Promise<string> {
  const [haproxy, redis] = await Promise.all([
    run(await ensureProgram('haproxy'), ['-v']),
    run(await ensureProgram('redis-server'), ['--version']),
  ]);
  const version = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? '?';
  return `HAProxy ${version(haproxy.stdout, /version (\S+)/)}, Redis ${version(redis.stdout, /v=(\S+)/)}`;
}
