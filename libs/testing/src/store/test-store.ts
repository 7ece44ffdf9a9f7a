import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogSink } from '@motus/local-system';
import {
  askRedis,
  ensureProgram,
  freePort,
  healthyPrimary,
  holdsWithin,
  type Instance,
  knowsStore,
  makeSecrets,
  type Node,
  passwordIn,
  SENTINEL_NAMES,
  type StoreName,
  type StorePorts,
  SystemError,
  sentinelInstance,
  storeNode,
  storeNodes,
} from '@motus/local-system';
import { until } from '../until.ts';

/** How long a store may take until a failover is possible, also after another failover, in milliseconds. */
const HEALTHY_WITHIN_MS = 60_000;

/** A real store for tests: a primary, a replica and three Sentinels, with the settings of a system. */
export interface TestStore {
  /** The options of `createStore`, except the logger. */
  readonly connection: {
    name: StoreName;
    sentinels: readonly { host: string; port: number }[];
    password: string;
    sentinelPassword: string;
  };
  /** The same as settings of a service. */
  readonly settings: { sentinels: string; passwordFile: string; sentinelPasswordFile: string };
  /** The ports of both Redis; the first one is the primary at the start. */
  readonly ports: readonly [number, number];
  /** The lines that all processes have logged, oldest first. */
  readonly lines: readonly string[];
  /** A file outside of both data folders that exists once the store has had data. */
  readonly knownFile: string;
  /** The data folder of the Redis with a port. */
  folder(port: number): string;
  /**
   * Waits until a failover is possible: the replica is in sync, and all Sentinels know both.
   *
   * @returns the port of the primary
   */
  untilHealthy(): Promise<number>;
  /** Sends a signal to one of the two Redis, by default SIGKILL. One that ends by it stays down until `start`. */
  kill(port: number, signal?: NodeJS.Signals): Promise<void>;
  /**
   * Waits until both running Redis, or one of them, have given all writes to the operating system, so that a kill loses none:
   * with `second` they keep writes in their own memory while a sync of the file runs (flushAppendOnlyFile in aof.c).
   */
  untilWritten(port?: number): Promise<void>;
  /** Kills both Redis at once, like a power cut; the Sentinels and the data stay. */
  crash(): Promise<void>;
  /** Starts both Redis, or one of them, with their former roles, and waits until they answer. */
  start(port?: number): Promise<void>;
  /** Kills everything and removes the data. */
  stop(): Promise<void>;
}

interface TestStoreOptions {
  /** How long a Redis with data waits for its twin, in seconds. Default: 2. */
  twinWithin?: number;
  /** The folder to create its folder in, for instance on another disk. Default: that for temporary files. */
  within?: string;
  /** DURABILITY. Default: that of deploy/redis/start.sh. */
  durability?: string;
  /** MAX_MEMORY. Default: that of deploy/redis/start.sh. */
  maxMemory?: string;
  /** Receives every line that its processes write. Default: none. */
  log?: LogSink;
}

/**
 * Starts a store on unused ports in a temporary folder. It serves at once; call `whole` before you kill its primary. When
 * something fails, nothing is left running.
 */
export async function startTestStore(name: StoreName, options: TestStoreOptions = {}): Promise<TestStore> {
  const dir = await mkdtemp(join(options.within ?? tmpdir(), 'motus-store-'));
  const lines: string[] = [];
  const log: LogSink = (instance, line) => {
    lines.push(line);
    options.log?.(instance, line);
  };
  const secrets = await makeStoreSecrets(name, dir);
  const knownFile = join(dir, 'known');
  const { ports, nodes, sentinels } = await makeInstances(name, dir, knownFile, secrets, { ...options, log });
  const { password, sentinelPassword, passwordFile, sentinelPasswordFile } = secrets;
  const pair: Node[] = ports.map((port) => ({ port, password }));
  const addresses = sentinels.map((sentinel) => ({ host: '127.0.0.1', port: sentinel.status().port }));
  const watchers: Node[] = addresses.map(({ port }) => ({ port, password: sentinelPassword }));

  const start = async (port?: number) => {
    const wanted = nodes.filter((node) => port === undefined || port === node.status().port);
    // Concurrently: neither is ready before both have compared their data.
    const started = await Promise.allSettled(wanted.map((node) => node.start()));
    for (const result of started) if (result.status === 'rejected') throw result.reason;
  };
  const stop = async () => {
    await killAll([...sentinels, ...nodes]);
    await rm(dir, { recursive: true });
  };

  try {
    await start();
    // The Sentinels search for replicas when they start, and then only every ten seconds.
    await holdsWithin(async () => (await healthyPrimary(pair)) !== undefined, HEALTHY_WITHIN_MS);
    await Promise.all(sentinels.map((sentinel) => sentinel.start()));
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    connection: { name, sentinels: addresses, password, sentinelPassword },
    settings: {
      sentinels: addresses.map(({ host, port }) => `${host}:${port}`).join(','),
      passwordFile,
      sentinelPasswordFile,
    },
    ports,
    lines,
    knownFile,
    folder: (port) => join(dir, storeNodes(name)[ports.indexOf(port) === 0 ? 0 : 1]),
    untilHealthy: () => untilHealthy(name, pair, watchers),
    async kill(port, signal = 'SIGKILL') {
      const node = nodes.find((one) => one.status().port === port);
      node?.kill(signal);
      if (signal === 'SIGKILL' || signal === 'SIGTERM') await node?.untilEnded();
    },
    async untilWritten(port) {
      for (const one of port === undefined ? ports : [port])
        await until(async () => {
          const reply = await askRedis(one, password, 'INFO persistence');
          return /^aof_buffer_length:0\r$/m.test(reply ?? '');
        });
    },
    crash: () => killAll(nodes),
    start,
    stop,
  };
}

interface StoreSecrets {
  authFile: string;
  sentinelAuthFile: string;
  password: string;
  sentinelPassword: string;
  passwordFile: string;
  sentinelPasswordFile: string;
}

/** Creates the secrets of a system in `dir`, and the configuration of Sentinels that watch only one store. */
async function makeStoreSecrets(name: StoreName, dir: string): Promise<StoreSecrets> {
  const secrets = join(dir, 'secrets');
  await makeSecrets(secrets);
  const authFile = join(secrets, name, 'auth.conf');
  const sentinelAuthFile = join(dir, 'sentinel-auth.conf');
  const sentinelConf = await readFile(join(secrets, 'sentinel/auth.conf'), 'utf8');
  await writeFile(sentinelAuthFile, onlyAbout(name, sentinelConf));
  const service = name.replace('-store', '');
  return {
    authFile,
    sentinelAuthFile,
    password: await passwordIn(authFile),
    sentinelPassword: await passwordIn(sentinelAuthFile),
    passwordFile: join(secrets, service, 'store-password'),
    sentinelPasswordFile: join(secrets, service, 'sentinel-password'),
  };
}

/** Creates both Redis of a store and its Sentinels, not yet started, on unused ports. */
async function makeInstances(
  name: StoreName,
  dir: string,
  knownFile: string,
  { authFile, sentinelAuthFile }: StoreSecrets,
  { durability, maxMemory, twinWithin = 2, log }: TestStoreOptions & { log: LogSink },
) {
  const program = await ensureProgram('redis-server');
  const ports = [await freePort(), await freePort()] as const;
  const sentinelPorts: number[] = [];
  for (const _ of SENTINEL_NAMES) sentinelPorts.push(await freePort());
  const settlePorts = [await freePort(), await freePort()] as const;
  const at: StorePorts = { store: name, ports, settlePorts, sentinelPorts };
  const base = (instance: string) => ({
    name: instance,
    program,
    dir: join(dir, instance),
    durability,
    maxMemory,
    log,
  });
  const [first, second] = storeNodes(name);
  const nodes = [
    storeNode({ ...base(first), authFile }, at, 1, knownFile, twinWithin),
    storeNode({ ...base(second), authFile }, at, 2, knownFile, twinWithin),
  ] as const;
  const sentinels = SENTINEL_NAMES.map((sentinel, i) =>
    sentinelInstance({ ...base(sentinel), authFile: sentinelAuthFile, port: sentinelPorts[i] ?? 0 }, [at]),
  );
  return { ports, nodes, sentinels };
}

/**
 * Waits until a failover is possible.
 *
 * @returns the port of the primary
 * @throws SystemError when that takes too long
 */
async function untilHealthy(
  name: StoreName,
  pair: readonly Node[],
  sentinels: readonly Node[],
): Promise<number> {
  let primary: Node | undefined;
  const isHealthy = await holdsWithin(async () => {
    primary = await healthyPrimary(pair);
    if (primary === undefined) return false;
    const { port } = primary;
    const known = sentinels.map((sentinel) => knowsStore(sentinel, name, port));
    return !(await Promise.all(known)).includes(false);
  }, HEALTHY_WITHIN_MS);
  if (!isHealthy || primary === undefined) throw new SystemError('the store did not become healthy');
  return primary.port;
}

async function killAll(instances: readonly Instance[]): Promise<void> {
  for (const instance of instances) instance.kill('SIGKILL');
  await Promise.all(instances.map((instance) => instance.untilEnded()));
}

/** Removes the passwords of other stores: Sentinels refuse to start with those of a store that they do not watch. */
function onlyAbout(name: StoreName, conf: string): string {
  const isOther = (line: string) => line.startsWith('sentinel auth-pass ') && !line.includes(` ${name} `);
  return conf
    .split('\n')
    .filter((line) => !isOther(line))
    .join('\n');
}
