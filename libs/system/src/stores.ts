import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SystemError } from './errors.ts';
import type { Instance } from './instance.ts';
import { SENTINEL_NAMES, type SentinelName, STORE_NAMES, type StoreNodeName, storeNodes } from './names.ts';
import type { Ports } from './ports.ts';
import { until } from './probe.ts';
import type { LogSink } from './process.ts';
import { ensureProgram } from './programs.ts';
import { passwordIn, type StorePorts, sentinelInstance, storeNode } from './redis.ts';
import { healthyPrimary, knowsStore } from './store-view.ts';

/** How long a replica may take to follow its primary, and a former primary to be made one, in milliseconds. */
const WHOLE_WITHIN = 60_000;

/**
 * How long Sentinels are kept from starting for the sake of the replicas, in milliseconds: they look for them when they
 * start and then every ten seconds. Those of a former primary that is yet to become a replica they know already.
 */
const FOLLOWED_WITHIN = 3000;

/** Both stores with their Sentinels. */
export interface Stores {
  /** auth-store1, auth-store2, score-store1, score-store2. */
  readonly nodes: readonly Instance[];
  readonly sentinels: readonly Instance[];
  /** Starts all of them, and waits until they can be used. */
  start(): Promise<void>;
  /**
   * Waits until nothing is lost when one of them goes: Sentinels need some seconds to find each other.
   *
   * @throws SystemError when that does not come to be
   */
  untilWatched(): Promise<void>;
  /**
   * Waits until a store has a primary and a replica that follows it, unless one of the two, or most Sentinels, are down.
   *
   * @param node one of the two
   * @throws SystemError when that does not come to be
   */
  untilWhole(node: string): Promise<void>;
}

/** Both stores of a system and the Sentinels that watch them; not started yet. */
export async function makeStores(options: {
  stateDir: string;
  secretsDir: string;
  ports: Ports;
  /** When a write is on the disk: `second` or `always`. Default: as deploy/redis/start.sh says. */
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
      await adopt(join(stateDir, at.store), join(stateDir, first));
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
  const allWhole = async () => !(await Promise.all(pairs.map(primaryOf))).includes(undefined);

  /** Whether all Sentinels could replace the primary of a store. */
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
      // Together: neither is ready before both have compared what they have.
      await Promise.all(nodes.map((node) => node.start()));
      await until(allWhole, FOLLOWED_WITHIN);
      await Promise.all(sentinels.map((sentinel) => sentinel.start()));
    },
    async untilWatched() {
      for (const pair of pairs) {
        if (!(await until(() => isWatched(pair), WHOLE_WITHIN)))
          throw new SystemError(`${pair.store} has no replica that the Sentinels could make its primary`);
      }
    },
    async untilWhole(node) {
      const pair = pairs.find(({ instances }) => instances.some(({ name }) => name === node));
      if (pair === undefined) return;
      const hopeless = () =>
        !pair.instances.every(isRunning) || sentinels.filter(isRunning).length * 2 < sentinels.length;
      const settled = await until(
        async () => hopeless() || (await primaryOf(pair)) !== undefined,
        WHOLE_WITHIN,
      );
      if (!settled) throw new SystemError(`${node} is ready, but ${pair.store} has no replica`);
    },
  };
}

/** The data of a time when a store was a single Redis becomes that of its first. */
async function adopt(former: string, dir: string): Promise<void> {
  if (existsSync(former) && !existsSync(dir)) await rename(former, dir);
}

function isRunning(instance: Instance): boolean {
  return instance.status().state === 'running';
}
