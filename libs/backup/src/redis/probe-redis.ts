import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SystemError } from '@motus/system';
import type { RedisHere } from '../read-backup.ts';

/** How long a Redis without data may take to begin its file, in milliseconds. */
const WRITTEN_WITHIN = 10_000;

/**
 * What the Redis of this machine reads: it starts one for a moment, without data and reachable by nobody, which begins its
 * file with the newest version that it knows.
 *
 * @param program the path of redis-server
 * @throws SystemError where it does not work
 */
export async function redisHere(program: string): Promise<RedisHere> {
  const { stdout } = await promisify(execFile)(program, ['--version']);
  const redis = /\bv=(\S+)/.exec(stdout)?.[1] ?? 'unknown';
  const dir = await mkdtemp(join(tmpdir(), 'motus-redis-'));
  const server = spawn(
    program,
    ['--port', '0', '--unixsocket', join(dir, 'socket'), '--dir', dir, '--appendonly', 'yes', '--save', ''],
    { stdio: 'ignore' },
  );
  let ended = false;
  const end = new Promise<void>((resolve) => {
    const note = () => {
      ended = true;
      resolve();
    };
    server.once('exit', note).once('error', note);
  });
  try {
    const base = join(dir, 'appendonlydir/appendonly.aof.1.base.rdb');
    const deadline = performance.now() + WRITTEN_WITHIN;
    while (performance.now() < deadline && !ended) {
      const begin = await readFile(base, 'latin1').catch(() => '');
      const rdb = /^REDIS(\d{4})/.exec(begin)?.[1];
      if (rdb !== undefined) return { redis, rdb: Number(rdb) };
      await pause(10);
    }
    throw new SystemError(`${program} does not say which files it reads: is it Redis 7 or later?`);
  } finally {
    server.kill('SIGKILL');
    await end;
    await rm(dir, { recursive: true, force: true });
  }
}
