import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askRedis } from './ask-redis.ts';
import { Instance } from './instance.ts';
import type { StoreName } from './names.ts';
import { type Environment, type LogSink, REPOSITORY } from './process.ts';

/** The settings of a Redis or a Sentinel. */
export interface RedisOptions {
  name: string;
  /** The path of redis-server. */
  program: string;
  port: number;
  /** The folder of its data and its configuration; created when missing. */
  dir: string;
  /** The file with its passwords, `secrets/<store or sentinel>/auth.conf`. */
  authFile: string;
  /** DURABILITY, when a write is on the disk: `second` or `always`. Default: that of start.sh. */
  durability?: string | undefined;
  /** MAX_MEMORY, how much its data may take, for instance `8mb`. Default: that of start.sh, no limit. */
  maxMemory?: string | undefined;
  log: LogSink;
}

/** A store, and the ports of its two Redis on this machine. */
export interface StorePorts {
  store: StoreName;
  /** The ports of number 1 and number 2. */
  ports: readonly [number, number];
  /** The ports that they listen on until their roles are decided. */
  settlePorts: readonly [number, number];
  /** The ports of the Sentinels. */
  sentinelPorts: readonly number[];
}

/**
 * Creates one Redis of a store, not yet started, on 127.0.0.1 only. It is ready once its role is decided, so neither of the
 * two becomes ready without the other, unless it has data and its twin stays away.
 *
 * @param number which of the two; number 1 becomes the primary of a store that has never had data
 * @param knownFile a file outside of both data folders that exists once the store has had data
 * @param twinWithin seconds that it waits for its twin; default: that of start.sh
 */
export function storeNode(
  options: Omit<RedisOptions, 'port'>,
  { ports, settlePorts, sentinelPorts }: StorePorts,
  number: 1 | 2,
  knownFile: string,
  twinWithin?: number,
): Instance {
  const [own, twin] = number === 1 ? ([0, 1] as const) : ([1, 0] as const);
  const port = ports[own];
  const settings = {
    SETTLE_PORT: `${settlePorts[own]}`,
    TWIN: `127.0.0.1 ${ports[twin]} ${settlePorts[twin]}`,
    FIRST: number === 1 ? 'yes' : 'no',
    SENTINELS: sentinelPorts.map((sentinelPort) => `127.0.0.1 ${sentinelPort}`).join(','),
    KNOWN_FILE: knownFile,
    TWIN_WITHIN: twinWithin?.toString(),
    DURABILITY: options.durability,
    MAX_MEMORY: options.maxMemory,
  };
  // Loading the append-only file of a large ledger takes long.
  return redisInstance({ ...options, port }, 'store', settings, 120_000);
}

/** Creates a Sentinel, not yet started, on 127.0.0.1 only. */
export function sentinelInstance(options: RedisOptions, stores: readonly StorePorts[]): Instance {
  const watched = stores.map(
    ({ store, ports: [first, second] }) => `${store} 127.0.0.1 ${first} 127.0.0.1 ${second}`,
  );
  // It searches for the primaries before it starts.
  return redisInstance(options, 'sentinel', { STORES: watched.join(',') }, 20_000);
}

/** Reads the password that clients need from an `auth.conf`. */
export async function passwordIn(authFile: string): Promise<string> {
  return /^requirepass (\S+)$/m.exec(await readFile(authFile, 'utf8'))?.[1] ?? '';
}

function redisInstance(
  { name, program, port, dir, authFile, log }: RedisOptions,
  kind: 'store' | 'sentinel',
  settings: Environment,
  readyWithin: number,
): Instance {
  return new Instance(
    {
      name,
      port,
      launch: {
        command: 'sh',
        // The same script as in Compose.
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
      // A loading Redis answers with an error. -MISCONF: its disk is full, but it serves reads.
      ready: async () =>
        /^(\+PONG|-MISCONF)/m.test((await askRedis(port, await passwordIn(authFile), 'PING')) ?? ''),
      readyWithin,
    },
    log,
  );
}
