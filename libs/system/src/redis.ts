import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { REPOSITORY } from './folders.ts';
import { Instance } from './instance.ts';
import type { LogSink } from './process.ts';

/** What a store needs. */
export interface RedisOptions {
  name: string;
  /** The path of redis-server. */
  program: string;
  port: number;
  /** Where it keeps its data; made when missing. */
  dir: string;
  /** A redis configuration with the passwords, `secrets/<name>/auth.conf`. */
  authFile: string;
  log: LogSink;
}

/** A store with the settings of deploy/redis/redis.conf, on 127.0.0.1 only; not started yet. */
export async function redisInstance(options: RedisOptions): Promise<Instance> {
  const { name, program, port, dir, authFile, log } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const settings = { port: `${port}`, bind: '127.0.0.1', dir, include: authFile };
  return new Instance(
    {
      name,
      port,
      launch: {
        command: program,
        args: [
          join(REPOSITORY, 'deploy/redis/redis.conf'),
          ...Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]),
        ],
        env: { PATH: process.env.PATH, LANG: 'C.UTF-8' },
        cwd: dir,
        stopSignal: 'SIGTERM',
        stopWithin: 10_000,
      },
      ready: async () => (await ping(port, passwordIn(authFile)))?.includes('+PONG') ?? false,
      // The append-only file of a large ledger takes its time to be read.
      readyWithin: 120_000,
    },
    log,
  );
}

/** Asks as a client would; a store that is still reading its file answers with an error. */
function ping(port: number, password: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\nPING\r\nQUIT\r\n`));
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer === '' ? undefined : answer));
  });
}

function passwordIn(authFile: string): string {
  return /^requirepass (\S+)$/m.exec(readFileSync(authFile, 'utf8'))?.[1] ?? '';
}
