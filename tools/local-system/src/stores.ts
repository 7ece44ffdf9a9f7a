import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SystemError } from './errors.ts';
import { holdsWithin } from './holds-within.ts';
import type { Instance } from './instance.ts';
import { SENTINEL_NAMES, type SentinelName, STORE_NAMES, type StoreNodeName, storeNodes } from './names.ts';
import type { Ports } from './ports.ts';
import type { LogSink } from './process.ts';
import { ensureProgram } from './programs.ts';
import { passwordIn, type StorePorts, sentinelInstance, storeNode } from './redis.ts';
import { healthyPrimary, knowsStore } from './store-view.ts';

/** How long a store may take to have a primary and a replica, also after a failover, in milliseconds. */
const HEALTHY_WITHIN_MS = 60_000;

/**
 * How long the Sentinels wait for the replicas before they start, in milliseconds: they search for replicas when they start
 * and then only every ten seconds. A former primary that is about to become a replica is in their configuration.
 */
const REPLICATED_WITHIN_MS = 3000;

/** Both stores with their Sentinels. */
export interface Stores {
  /** auth-store1, auth-store2, score-store1, score-store2. */
  readonly nodes: readonly Instance[];
  readonly sentinels: readonly Instance[];
  /** Starts all of them, and waits until they serve. */
  start(): Promise<void>;
  /**
   * Waits until a failover is possible: Sentinels need some seconds to find each other.
   *
   * @throws SystemError when that takes too long
   */
  untilWatched(): Promise<void>;
  /**
   * Waits until a store has a primary and a replica, unless one of the two, or most Sentinels, are down.
   *
   * @param node the name of one of the two; any other name does nothing
   * @throws SystemError when that takes too long
   */
  untilHealthy(node: string): Promise<void>;
}

/** Creates both stores of a system and their Sentinels, not yet started. */
export async function makeStores(options: {
  stateDir: string;
  secretsDir: string;
  ports: Ports;
  /** DURABILITY, when a write is on the disk: `second` or `always`. Default: that of deploy/redis/start.sh. */
  durability?: string | undefined;
  log: LogSink;
}): Promise<Stores> {
  const { stateDir, secretsDir, ports, durability, log } = options;
  const program = await ensureProgram('redis-server');
  const authFile = (folder: string) => join(secretsDir, folder, 'auth.conf');
  const base = (name: StoreNodeName | SentinelName) => ({
    name,
    program,
    port: ports[name],
    dir: join(stateDir, name),
    durability,
    log,
  });

  const storePorts = STORE_NAMES.map((store): StorePorts => {
    const [first, second] = storeNodes(store);
    return {
      store,
      ports: [ports[first], ports[second]],
      settlePorts: [ports[`${first}-settle`], ports[`${second}-settle`]],
      sentinelPorts: SENTINEL_NAMES.map((name) => ports[name]),
    };
  });
  const pairs = await Promise.all(
    storePorts.map(async (at) => {
      const [first, second] = storeNodes(at.store);
      const secret = { authFile: authFile(at.store) };
      const knownFile = join(stateDir, 'known', at.store);
      await mkdir(dirname(knownFile), { recursive: true, mode: 0o700 });
      await migrateFolder(join(stateDir, at.store), join(stateDir, first));
      const instances = [
        storeNode({ ...base(first), ...secret }, at, 1, knownFile),
        storeNode({ ...base(second), ...secret }, at, 2, knownFile),
      ];
      return { store: at.store, instances, password: await passwordIn(secret.authFile) };
    }),
  );
  const sentinelSecret = { authFile: authFile('sentinel') };
  const sentinelPassword = await passwordIn(sentinelSecret.authFile);
  const sentinels = SENTINEL_NAMES.map((name) =>
    sentinelInstance({ ...base(name), ...sentinelSecret }, storePorts),
  );
  const nodes = pairs.flatMap(({ instances }) => instances);
  const primaryOf = ({ instances, password }: (typeof pairs)[number]) =>
    healthyPrimary(instances.map((instance) => ({ port: instance.status().port, password })));
  const allHealthy = async () => !(await Promise.all(pairs.map(primaryOf))).includes(undefined);

  /** Whether all Sentinels could do a failover of a store. */
  async function isWatched(pair: (typeof pairs)[number]): Promise<boolean> {
    const primary = await primaryOf(pair);
    if (primary === undefined) return false;
    const known = sentinels.map((sentinel) =>
      knowsStore({ port: sentinel.status().port, password: sentinelPassword }, pair.store, primary.port),
    );
    return !(await Promise.all(known)).includes(false);
  }

  return {
    nodes,
    sentinels,
    async start() {
      // Concurrently: neither is ready before both have compared their data.
      await Promise.all(nodes.map((node) => node.start()));
      await holdsWithin(allHealthy, REPLICATED_WITHIN_MS);
      await Promise.all(sentinels.map((sentinel) => sentinel.start()));
    },
    async untilWatched() {
      for (const pair of pairs) {
        if (!(await holdsWithin(() => isWatched(pair), HEALTHY_WITHIN_MS)))
          throw new SystemError(`${pair.store} has no replica that the Sentinels could make its primary`);
      }
    },
    async untilHealthy(node) {
      const pair = pairs.find(({ instances }) => instances.some(({ name }) => name === node));
      if (pair === undefined) return;
      const isImpossible = () =>
        !pair.instances.every(isRunning) || sentinels.filter(isRunning).length * 2 < sentinels.length;
      const settled = await holdsWithin(
        async () => isImpossible() || (await primaryOf(pair)) !== undefined,
        HEALTHY_WITHIN_MS,
      );
      if (!settled) throw new SystemError(`${node} is ready, but ${pair.store} has no replica`);
    },
  };
}

/** Moves the data folder of a version in which a store was a single Redis to the first node. */
async function migrateFolder(former: string, dir: string): Promise<void> {
  if (existsSync(former) && !existsSync(dir)) await rename(former, dir);
}

function isRunning(instance: Instance): boolean {
  return instance.status().state === 'running';
}
