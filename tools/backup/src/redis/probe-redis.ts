import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SystemError } from '@motus/local-system';

/** Which RDB files a Redis can load. */
export interface RedisVersion {
  /** The version of Redis. */
  readonly redis: string;
  /** The newest RDB version that it loads. */
  readonly rdb: number;
}

/** How long an empty Redis may take to write its first file. */
const WRITE_TIMEOUT_MS = 10_000;

/**
 * Finds out the newest RDB version that the Redis of this machine loads. Starts it without data and without a TCP port for
 * a moment: the first bytes of its append-only file hold that version.
 *
 * @param program the path of redis-server
 * @throws SystemError when the program does not write such a file
 */
export async function probeRedis(program: string): Promise<RedisVersion> {
  const { stdout } = await promisify(execFile)(program, ['--version']);
  const redis = /\bv=(\S+)/.exec(stdout)?.[1] ?? 'unknown';
  const dir = await mkdtemp(join(tmpdir(), 'motus-redis-'));
  const server = spawn(
    program,
    ['--port', '0', '--unixsocket', join(dir, 'socket'), '--dir', dir, '--appendonly', 'yes', '--save', ''],
    { stdio: 'ignore' },
  );
  let hasExited = false;
  const exited = new Promise<void>((resolve) => {
    const onExit = () => {
      hasExited = true;
      resolve();
    };
    server.once('exit', onExit).once('error', onExit);
  });
  try {
    const base = join(dir, 'appendonlydir/appendonly.aof.1.base.rdb');
    const deadline = performance.now() + WRITE_TIMEOUT_MS;
    while (performance.now() < deadline && !hasExited) {
      const content = await readFile(base, 'latin1').catch(() => '');
      const rdb = /^REDIS(\d{4})/.exec(content)?.[1];
      if (rdb !== undefined) return { redis, rdb: Number(rdb) };
      await delay(10);
    }
    throw new SystemError(`${program} does not show which RDB version it loads: is it Redis 7 or later?`);
  } finally {
    server.kill('SIGKILL');
    await exited;
    await rm(dir, { recursive: true, force: true });
  }
}
