import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemError } from './errors.ts';
import { SENTINEL_NAMES, type StoreName, storeNodes } from './names.ts';
import { freePort } from './ports.ts';
import { until } from './probe.ts';
import type { LogSink } from './process.ts';
import { ensureProgram } from './programs.ts';
import { passwordIn, type StorePorts, sentinelInstance, storeNode } from './redis.ts';
import { makeSecrets } from './secrets.ts';
import { healthyPrimary, knowsStore, type Node } from './store-view.ts';

/** How long the Sentinels may take to know what they need for a switch, or to make a former primary a replica. */
const WHOLE_WITHIN = 60_000;

/** A real store for one test file: a primary, a replica and three Sentinels, with the settings of a system. */
export interface TestStore {
  /** What `createStore` wants, but for the logger. */
  readonly connection: {
    name: StoreName;
    sentinels: readonly { host: string; port: number }[];
    password: string;
    sentinelPassword: string;
  };
  /** The same for the environment of a service. */
  readonly settings: { sentinels: string; passwordFile: string; sentinelPasswordFile: string };
  /** The ports of both Redis; the first began as the primary. */
  readonly ports: readonly [number, number];
  /** What both Redis have said, oldest first. */
  readonly lines: readonly string[];
  /** Says that the store has had data, outside of both data folders. */
  readonly knownFile: string;
  /** The data folder of one of the two Redis. */
  folder(port: number): string;
  /**
   * Waits until nothing is lost when the primary goes: the replica follows it, and all Sentinels know.
   *
   * @returns the port of the primary
   */
  whole(): Promise<number>;
  /** Sends a signal to one of the two Redis; one that was ended so stays down until `start`. */
  kill(port: number, signal?: NodeJS.Signals): Promise<void>;
  /** Ends both Redis at once, as a power cut would; the Sentinels and the data stay. */
  crash(): Promise<void>;
  /** Starts what is down, or one of the two, as what it was, and waits until it answers. */
  start(port?: number): Promise<void>;
  /** Ends everything and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts a store on free ports in a temporary folder. It can be used at once; wait for `whole` before its primary is
 * killed. When anything fails, nothing is left running.
 */
export async function startTestStore(
  name: StoreName,
  options: {
    /** How long a Redis with data waits for the other one, in seconds. Default: 2. */
    twinWithin?: number;
    /** The folder that its own is made in, for instance on another disk. Default: that for temporary files. */
    within?: string;
    /** Default: as deploy/redis/start.sh says. */
    durability?: string;
    /** Gets every line that its processes write. Default: nobody. */
    log?: LogSink;
  } = {},
): Promise<TestStore> {
  const { twinWithin = 2, durability } = options;
  const dir = await mkdtemp(join(options.within ?? tmpdir(), 'motus-store-'));
  const secrets = join(dir, 'secrets');
  await makeSecrets(secrets);
  const authFile = join(secrets, name, 'auth.conf');
  const sentinelAuthFile = join(dir, 'sentinel-auth.conf');
  await writeFile(
    sentinelAuthFile,
    onlyAbout(name, await readFile(join(secrets, 'sentinel/auth.conf'), 'utf8')),
  );

  const program = await ensureProgram('redis-server');
  const lines: string[] = [];
  const log: LogSink = (instance, line) => {
    lines.push(line);
    options.log?.(instance, line);
  };
  const ports = [await freePort(), await freePort()] as const;
  const sentinelPorts: number[] = [];
  for (const _ of SENTINEL_NAMES) sentinelPorts.push(await freePort());
  const settlePorts = [await freePort(), await freePort()] as const;
  const at: StorePorts = { store: name, ports, settlePorts, sentinelPorts };
  const knownFile = join(dir, 'known');
  const base = (instance: string) => ({ name: instance, program, dir: join(dir, instance), durability, log });
  const [first, second] = storeNodes(name);
  const nodes = [
    storeNode({ ...base(first), authFile }, at, 1, knownFile, twinWithin),
    storeNode({ ...base(second), authFile }, at, 2, knownFile, twinWithin),
  ] as const;
  const sentinels = SENTINEL_NAMES.map((sentinel, i) =>
    sentinelInstance({ ...base(sentinel), authFile: sentinelAuthFile, port: sentinelPorts[i] ?? 0 }, [at]),
  );

  const password = await passwordIn(authFile);
  const sentinelPassword = await passwordIn(sentinelAuthFile);
  const pair: Node[] = ports.map((port) => ({ port, password }));
  const addresses = sentinels.map((sentinel) => ({ host: '127.0.0.1', port: sentinel.status().port }));
  const start = async (port?: number) => {
    const wanted = nodes.filter((node) => port === undefined || port === node.status().port);
    // Together: neither is ready before both have compared what they have.
    const started = await Promise.allSettled(wanted.map((node) => node.start()));
    for (const result of started) if (result.status === 'rejected') throw result.reason;
  };

  const stop = async () => {
    const all = [...sentinels, ...nodes];
    for (const instance of all) instance.kill('SIGKILL');
    await Promise.all(all.map((instance) => instance.gone()));
    await rm(dir, { recursive: true });
  };

  try {
    await start();
    // The Sentinels look for replicas when they start, and then every ten seconds.
    await until(async () => (await healthyPrimary(pair)) !== undefined, WHOLE_WITHIN);
    await Promise.all(sentinels.map((sentinel) => sentinel.start()));
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    connection: { name, sentinels: addresses, password, sentinelPassword },
    settings: {
      sentinels: addresses.map(({ host, port }) => `${host}:${port}`).join(','),
      passwordFile: join(secrets, name.replace('-store', ''), 'store-password'),
      sentinelPasswordFile: join(secrets, name.replace('-store', ''), 'sentinel-password'),
    },
    ports,
    lines,
    knownFile,
    folder: (port) => join(dir, storeNodes(name)[ports.indexOf(port) === 0 ? 0 : 1]),
    async whole() {
      let found: Node | undefined;
      const isWhole = await until(async () => {
        found = await healthyPrimary(pair);
        if (found === undefined) return false;
        const { port } = found;
        const known = addresses.map((at) => knowsStore({ ...at, password: sentinelPassword }, name, port));
        return !(await Promise.all(known)).includes(false);
      }, WHOLE_WITHIN);
      if (!isWhole || found === undefined) throw new SystemError('the store did not become whole');
      return found.port;
    },
    async kill(port, signal = 'SIGKILL') {
      const node = nodes.find((one) => one.status().port === port);
      node?.kill(signal);
      if (signal === 'SIGKILL' || signal === 'SIGTERM') await node?.gone();
    },
    async crash() {
      for (const node of nodes) node.kill('SIGKILL');
      await Promise.all(nodes.map((node) => node.gone()));
    },
    start,
    stop,
  };
}

/** Sentinels refuse to start when their passwords are about a store that they do not watch. */
function onlyAbout(name: StoreName, conf: string): string {
  const isOther = (line: string) => line.startsWith('sentinel auth-pass ') && !line.includes(` ${name} `);
  return conf
    .split('\n')
    .filter((line) => !isOther(line))
    .join('\n');
}
