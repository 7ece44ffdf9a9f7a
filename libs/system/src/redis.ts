import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askRedis } from './ask-redis.ts';
import { REPOSITORY } from './folders.ts';
import { Instance } from './instance.ts';
import type { Environment, LogSink } from './process.ts';

/** What a Redis or a Sentinel needs. */
export interface RedisOptions {
  name: string;
  /** The path of redis-server. */
  program: string;
  port: number;
  /** Where it keeps its data and its own configuration; made when missing. */
  dir: string;
  /** Its passwords, `secrets/<store or sentinel>/auth.conf`. */
  authFile: string;
  /** When a write is on the disk, DURABILITY: `second` or `always`. Default: as start.sh says. */
  durability?: string | undefined;
  log: LogSink;
}

/** Where a primary listens, on this machine. */
export interface Primary {
  /** Of the store: auth-store or score-store. */
  store: string;
  port: number;
}

/**
 * One Redis of a store, on 127.0.0.1 only; not started yet.
 *
 * @param primary whom it copies at its very first start; undefined where it is the primary. Later it has the role that
 *   it had last, or that Sentinel gives it.
 */
export function storeNode(options: RedisOptions, primary: Primary | undefined): Promise<Instance> {
  const role = {
    DURABILITY: options.durability,
    ...(primary === undefined ? {} : { PRIMARY: `127.0.0.1 ${primary.port}` }),
  };
  // The append-only file of a large ledger takes its time to be read.
  return start(options, 'store', role, 120_000);
}

/** One Sentinel, on 127.0.0.1 only; not started yet. */
export function sentinelInstance(options: RedisOptions, primaries: readonly Primary[]): Promise<Instance> {
  const watched = primaries.map(({ store, port }) => `${store} 127.0.0.1 ${port}`);
  return start(options, 'sentinel', { PRIMARIES: watched.join(',') }, 10_000);
}

/** @returns the password that its clients need */
export async function passwordIn(authFile: string): Promise<string> {
  return /^requirepass (\S+)$/m.exec(await readFile(authFile, 'utf8'))?.[1] ?? '';
}

async function start(
  { name, program, port, dir, authFile, log }: RedisOptions,
  kind: 'store' | 'sentinel',
  settings: Environment,
  readyWithin: number,
): Promise<Instance> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return new Instance(
    {
      name,
      port,
      launch: {
        command: 'sh',
        // The same way as in Compose.
        args: [join(REPOSITORY, 'deploy/redis/start.sh'), kind],
        env: {
          PATH: process.env.PATH,
          LANG: 'C.UTF-8',
          REDIS_SERVER: program,
          HOST: '127.0.0.1',
          BIND: '127.0.0.1',
          PORT: `${port}`,
          AUTH_FILE: authFile,
          ...settings,
        },
        cwd: dir,
        stopSignal: 'SIGTERM',
        stopWithin: 15_000,
      },
      // A store that is still reading its file answers with an error, and so does one with a full disk, which reads.
      ready: async () =>
        /^(\+PONG|-MISCONF)/m.test((await askRedis(port, await passwordIn(authFile), 'PING')) ?? ''),
      readyWithin,
    },
    log,
  );
}
