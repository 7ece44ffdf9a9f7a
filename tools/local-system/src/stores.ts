import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SystemError } from './errors.ts';
import { holdsWithin } from './holds-within.ts';
import type { Instance } from './instance.ts';
import {
  SENTINEL_NAMES,
  type SentinelName,
  STORE_NAMES,
  type StoreName,
  type StoreNodeName,
  storeNodes,
} from './names.ts';
import type { Ports } from './ports.ts';
import type { LogSink } from './process.ts';
import { ensureProgram } from './programs.ts';
import { passwordIn, type StorePorts, sentinelInstance, storeNode } from './redis.ts';
import { healthyPrimary, knowsStore, type Node } from './store-view.ts';

/** How long a store may take to have a primary and a replica, also after a failover, in milliseconds. */
const HEALTHY_WITHIN_MS = 60_000;

/**
 * How long the Sentinels wait for the replicas before they start, in milliseconds: they search for replicas when they start
 * and then only every ten seconds. A former primary that is about to become a replica is in their configuration.
 */
const REPLICATED_WITHIN_MS = 3000;

/** The settings of both stores. */
interface StoreOptions {
  stateDir: string;
  secretsDir: string;
  ports: Ports;
  /** DURABILITY, when a write is on the disk: `second` or `always`. Default: that of deploy/redis/start.sh. */
  durability?: string | undefined;
  log: LogSink;
}

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
   * Waits until a store has a primary and a replica, and most Sentinels could make that the primary, unless one of the two, or
   * most Sentinels, are down.
   *
   * @param node the name of one of the two; any other name does nothing
   * @throws SystemError when that takes too long
   */
  untilHealthy(node: string): Promise<void>;
}

/** Creates both stores of a system and their Sentinels, not yet started. */
export async function makeStores(options: StoreOptions): Promise<Stores> {
  const allPorts = STORE_NAMES.map((store) => portsOf(store, options.ports));
  const program = await ensureProgram('redis-server');
  const pairs = await Promise.all(allPorts.map((ports) => makePair(program, ports, options)));
  const { sentinels, password } = await makeSentinels(program, allPorts, options);
  const nodes = pairs.flatMap(({ instances }) => instances);

  /** How many Sentinels could do a failover of a store. */
  async function watchersOf(pair: Pair): Promise<number> {
    const primary = await primaryOf(pair);
    if (primary === undefined) return 0;
    const known = sentinels.map((sentinel) =>
      knowsStore({ port: sentinel.status().port, password }, pair.store, primary.port),
    );
    return (await Promise.all(known)).filter(Boolean).length;
  }
  const isMajority = (count: number) => count * 2 > sentinels.length;

  return {
    nodes,
    sentinels,
    async start() {
      // Concurrently: neither is ready before both have compared their data.
      await Promise.all(nodes.map((node) => node.start()));
      const allHealthy = async () => !(await Promise.all(pairs.map(primaryOf))).includes(undefined);
      await holdsWithin(allHealthy, REPLICATED_WITHIN_MS);
      await Promise.all(sentinels.map((sentinel) => sentinel.start()));
    },
    async untilWatched() {
      for (const pair of pairs) {
        const isWatched = async () => (await watchersOf(pair)) === sentinels.length;
        if (!(await holdsWithin(isWatched, HEALTHY_WITHIN_MS)))
          throw new SystemError(`${pair.store} has no replica that the Sentinels could make its primary`);
      }
    },
    async untilHealthy(node) {
      const pair = pairs.find(({ instances }) => instances.some(({ name }) => name === node));
      if (pair === undefined) return;
      const isImpossible = () =>
        !pair.instances.every(isRunning) || !isMajority(sentinels.filter(isRunning).length);
      // The Sentinels may still be about to promote the other node: stopping that one now would be a second outage in a row, and
      // the requests that wait for the end of the first one would wait longer than they may.
      const settled = await holdsWithin(
        async () => isImpossible() || isMajority(await watchersOf(pair)),
        HEALTHY_WITHIN_MS,
      );
      if (!settled)
        throw new SystemError(
          `${node} is ready, but ${pair.store} has no replica that the Sentinels could make its primary`,
        );
    },
  };
}

/** The two Redis of a store. */
interface Pair {
  readonly store: StoreName;
  readonly instances: readonly Instance[];
  readonly password: string;
}

function primaryOf({ instances, password }: Pair): Promise<Node | undefined> {
  return healthyPrimary(instances.map((instance) => ({ port: instance.status().port, password })));
}

function portsOf(store: StoreName, ports: Ports): StorePorts {
  const [first, second] = storeNodes(store);
  return {
    store,
    ports: [ports[first], ports[second]],
    settlePorts: [ports[`${first}-settle`], ports[`${second}-settle`]],
    sentinelPorts: SENTINEL_NAMES.map((name) => ports[name]),
  };
}

async function makePair(program: string, ports: StorePorts, options: StoreOptions): Promise<Pair> {
  const { store } = ports;
  const { stateDir } = options;
  const [first, second] = storeNodes(store);
  const knownFile = join(stateDir, 'known', store);
  await mkdir(dirname(knownFile), { recursive: true, mode: 0o700 });
  await migrateFolder(join(stateDir, store), join(stateDir, first));
  const authFile = authFileOf(store, options);
  const instances = [
    storeNode({ ...instanceOptions(first, program, options), authFile }, ports, 1, knownFile),
    storeNode({ ...instanceOptions(second, program, options), authFile }, ports, 2, knownFile),
  ];
  return { store, instances, password: await passwordIn(authFile) };
}

async function makeSentinels(
  program: string,
  allPorts: readonly StorePorts[],
  options: StoreOptions,
): Promise<{ sentinels: readonly Instance[]; password: string }> {
  const authFile = authFileOf('sentinel', options);
  const sentinels = SENTINEL_NAMES.map((name) =>
    sentinelInstance({ ...instanceOptions(name, program, options), authFile }, allPorts),
  );
  return { sentinels, password: await passwordIn(authFile) };
}

function authFileOf(reader: StoreName | 'sentinel', { secretsDir }: StoreOptions): string {
  return join(secretsDir, reader, 'auth.conf');
}

function instanceOptions(name: StoreNodeName | SentinelName, program: string, options: StoreOptions) {
  const { stateDir, ports, durability, log } = options;
  return { name, program, port: ports[name], dir: join(stateDir, name), durability, log };
}

/** Moves the data folder of a version in which a store was a single Redis to the first node. */
async function migrateFolder(former: string, dir: string): Promise<void> {
  if (existsSync(former) && !existsSync(dir)) await rename(former, dir);
}

function isRunning(instance: Instance): boolean {
  return instance.status().state === 'running';
}
