import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askRedis } from './ask-redis.ts';
import { REPOSITORY } from './folders.ts';
import { Instance } from './instance.ts';
import type { StoreName } from './names.ts';
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

/** A store and where its two Redis listen, on this machine. */
export interface StorePorts {
  store: StoreName;
  /** Of number 1 and number 2. */
  ports: readonly [number, number];
  /** Where they listen before it is decided which of them is the primary. */
  settlePorts: readonly [number, number];
  /** Where its Sentinels listen. */
  sentinelPorts: readonly number[];
}

/**
 * One Redis of a store, on 127.0.0.1 only; not started yet. It is ready once it and its twin have agreed on who is the
 * primary, so neither becomes ready without the other, unless it has data and its twin stays away.
 *
 * @param number which of the two; number 1 begins a store that has never had data
 * @param knownFile says that the store has had data, outside of both data folders
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
  };
  // The append-only file of a large ledger takes its time to be read.
  return redisInstance({ ...options, port }, 'store', settings, 120_000);
}

/** One Sentinel, on 127.0.0.1 only; not started yet. */
export function sentinelInstance(options: RedisOptions, stores: readonly StorePorts[]): Instance {
  const watched = stores.map(
    ({ store, ports: [first, second] }) => `${store} 127.0.0.1 ${first} 127.0.0.1 ${second}`,
  );
  // It looks for the primaries first.
  return redisInstance(options, 'sentinel', { STORES: watched.join(',') }, 20_000);
}

/** @returns the password that its clients need */
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
