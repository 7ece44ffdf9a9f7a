import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports.ts';
import { ensureProgram } from './programs.ts';
import { redisInstance } from './redis.ts';
import { makeSecrets } from './secrets.ts';

/** A real Redis for one test file. */
export interface TestRedis {
  port: number;
  /** `redis://127.0.0.1:port`, without the password. */
  url: string;
  password: string;
  /** A file that holds the password, for settings that end in _FILE. */
  passwordFile: string;
  /** Ends it as a power cut would; its data stays. */
  crash(): Promise<void>;
  /** Starts it again after `crash`, on the same port and data, and waits until it answers. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Starts a Redis on a free port in a temporary folder, with the settings and the password of a store. */
export async function startTestRedis(): Promise<TestRedis> {
  const program = await ensureProgram('redis-server');
  const dir = await mkdtemp(join(tmpdir(), 'motus-redis-'));
  const secrets = join(dir, 'secrets');
  await makeSecrets(secrets);
  const passwordFile = join(secrets, 'score/store-password');
  const port = await freePort();
  const instance = await redisInstance({
    name: 'test-store',
    program,
    port,
    dir: join(dir, 'data'),
    authFile: join(secrets, 'score-store/auth.conf'),
    log: () => undefined,
  });
  await instance.start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    password: (await readFile(passwordFile, 'utf8')).trim(),
    passwordFile,
    async crash() {
      instance.kill('SIGKILL');
      await instance.gone();
    },
    start: () => instance.start(),
    async stop() {
      await instance.stop();
      await rm(dir, { recursive: true });
    },
  };
}
