import { join } from 'node:path';
import { SystemError } from './errors.ts';
import { REPOSITORY } from './folders.ts';
import {
  edgeHost,
  HAPROXY_NAMES,
  type HaproxyName,
  haproxyInstance,
  haproxyUrl,
  serverStates,
} from './haproxy.ts';
import type { Instance, InstanceStatus } from './instance.ts';
import type { SentinelName, StoreNodeName } from './names.ts';
import { assertPortsFree, DEFAULT_PORTS, hasIpv6Loopback, type Ports } from './ports.ts';
import { look, until } from './probe.ts';
import type { Environment, LogSink } from './process.ts';
import { ensureProgram } from './programs.ts';
import { makeSecrets } from './secrets.ts';
import { SERVICE_NAMES, type ServiceName, serviceInstance } from './service.ts';
import { makeStores } from './stores.ts';

/** Everything that can be started and stopped by itself. */
export type InstanceName = ServiceName | StoreNodeName | SentinelName | HaproxyName;

export interface SystemOptions {
  /** Where secrets and data live; made when missing. */
  stateDir: string;
  /** Default: the well-known ones. */
  ports?: Ports;
  /** The address that players use. Default: `http://localhost:<edge>`; another host opens the edge to the network. */
  publicUrl?: string;
  /**
   * Settings of all services, for instance GAME_TIMEZONE, HAProxy's PRODUCT_NAME and CHECK_INTERVAL, and the stores' DURABILITY; nothing is
   * taken from this process.
   * Default: none.
   */
  environment?: Environment;
  /** More settings of single instances. Default: none. */
  instanceEnvironment?: Partial<Record<ServiceName, Environment>>;
  /** Modules (URLs or absolute paths) that each service imports first: how a test brings its own clock. Default: none. */
  preload?: readonly string[];
  /** The services to start. Default: both instances of each. */
  services?: readonly ServiceName[];
  /** More options of the Node.js that runs a service, as `--watch`. Default: none. */
  nodeOptions?: (service: ServiceName) => readonly string[];
  /** The Node.js that runs the services. Default: the one that runs this. */
  node?: string;
  /** The folder with `<kind>/src/server.ts`. Default: apps. */
  apps?: string;
  /** The path of another haproxy.cfg. Default: the one at the top of this repository. */
  haproxyConfig?: string;
  /** Gets every log line. Default: nobody. */
  log?: LogSink;
}

/** A system that runs. */
export interface System {
  readonly ports: Ports;
  readonly secretsDir: string;
  readonly urls: {
    /** What players use. */
    public: string;
    /** What services use among themselves. */
    internal: string;
    /** The statistics of the first HAProxy. */
    stats: string;
  };
  /** The state of every instance, in the order of the start. */
  list(): InstanceStatus[];
  /**
   * Starts an instance and waits until it is ready: a service also until HAProxy sends requests to it again, a Redis
   * until its store is whole again, primary and replica. Does nothing to one that runs.
   *
   * @throws SystemError when the name is unknown, or the instance does not become ready
   */
  start(name: string): Promise<void>;
  /**
   * Stops an instance, which drains first, or without a name everything: services, HAProxy, stores.
   *
   * @throws SystemError when the name is unknown
   */
  stop(name?: string): Promise<void>;
  /**
   * Sends a signal to an instance; one that was ended so stays down until `start`.
   *
   * @throws SystemError when the name is unknown
   */
  kill(name: string, signal?: NodeJS.Signals): void;
  /** Ends everything at once, as a power cut would. */
  cutPower(): Promise<void>;
}

/** How long HAProxy may take to notice that an instance is back, in milliseconds. */
const NOTICED_WITHIN = 15_000;

/**
 * Starts the whole system on this machine: secrets, stores, services, HAProxy; resolves once a request gets through all
 * of it, and anything in it may be killed. When anything fails, nothing is left running.
 *
 * @throws SystemError naming what failed, with its last lines
 */
export async function startSystem(options: SystemOptions): Promise<System> {
  const ports = options.ports ?? DEFAULT_PORTS;
  const publicUrl = options.publicUrl ?? `http://localhost:${ports.edge}`;
  const secretsDir = join(options.stateDir, 'secrets');
  const urls = {
    public: publicUrl,
    internal: `http://localhost:${ports.internal}`,
    stats: `http://127.0.0.1:${ports.stats}`,
  };
  await assertPortsFree(ports, edgeHost(publicUrl));
  await makeSecrets(secretsDir);
  const { stores, services, haproxies } = await makeInstances(options, ports, publicUrl, secretsDir);
  const all = [...stores.nodes, ...stores.sentinels, ...services, ...haproxies];

  const find = (name: string): Instance => {
    const found = all.find((instance) => instance.name === name);
    if (found !== undefined) return found;
    throw new SystemError(`there is no instance "${name}"; there are ${all.map((i) => i.name).join(', ')}`);
  };
  const system: System = {
    ports,
    secretsDir,
    urls,
    list: () => all.map((instance) => instance.status()),
    async start(name) {
      const instance = find(name);
      await instance.start();
      if (services.includes(instance)) await untilNoticed(name, ports);
      await stores.untilWhole(name);
    },
    async stop(name) {
      if (name !== undefined) return find(name).stop();
      await Promise.all(services.map((service) => service.stop()));
      // Nobody is left behind them: their connections need no grace.
      for (const haproxy of haproxies) haproxy.kill('SIGTERM');
      await Promise.all(haproxies.map((haproxy) => haproxy.gone()));
      // The Sentinels first: nobody is to take over any more.
      await Promise.all(stores.sentinels.map((sentinel) => sentinel.stop()));
      await Promise.all(stores.nodes.map((node) => node.stop()));
    },
    kill: (name, signal = 'SIGKILL') => find(name).kill(signal),
    async cutPower() {
      for (const instance of all) instance.kill('SIGKILL');
      await Promise.all(all.map((instance) => instance.gone()));
    },
  };

  try {
    await stores.start();
    await startAll(services);
    await startAll(haproxies);
    for (const { name } of haproxies) await untilAnswered(name as HaproxyName, ports);
    await stores.untilWatched();
    return system;
  } catch (error) {
    await system.cutPower();
    throw error;
  }
}

async function makeInstances(options: SystemOptions, ports: Ports, publicUrl: string, secretsDir: string) {
  const { log = () => undefined, stateDir } = options;
  const durability = options.environment?.DURABILITY;
  const stores = await makeStores({ stateDir, secretsDir, ports, durability, log });
  const services = (options.services ?? SERVICE_NAMES).map((name) =>
    serviceInstance({
      name,
      node: options.node ?? process.execPath,
      apps: options.apps ?? join(REPOSITORY, 'apps'),
      ports,
      secretsDir,
      publicUrl,
      environment: { ...options.environment, ...options.instanceEnvironment?.[name] },
      preload: options.preload ?? [],
      nodeOptions: options.nodeOptions?.(name) ?? [],
      log,
    }),
  );
  const haproxy = await ensureProgram('haproxy');
  const twins = await hasIpv6Loopback();
  if (!twins)
    log('haproxy2', 'stays away: this machine has no IPv6 loopback address (::1); haproxy1 works alone');
  const haproxies = HAPROXY_NAMES.slice(0, twins ? 2 : 1).map((name) =>
    haproxyInstance({
      name,
      program: haproxy,
      config: options.haproxyConfig ?? join(REPOSITORY, 'haproxy.cfg'),
      ports,
      publicUrl,
      productName: options.environment?.PRODUCT_NAME,
      checkInterval: options.environment?.CHECK_INTERVAL,
      log,
    }),
  );
  return { stores, services, haproxies };
}

/** Starts together what does not need each other; fails with the first that fails. */
async function startAll(instances: Instance[]): Promise<void> {
  await Promise.all(instances.map((instance) => instance.start()));
}

/** A router answers for each service: no error of its own, and none that says that something behind it is missing. */
async function untilAnswered(router: HaproxyName, ports: Ports): Promise<void> {
  const edge = haproxyUrl(router, ports.edge);
  const pages = [`${edge}/`, `${edge}/auth/`, `${haproxyUrl(router, ports.internal)}/score/`];
  for (const page of pages) {
    const answered = await until(async () => ((await look(page))?.status ?? 500) < 500, NOTICED_WITHIN);
    if (!answered) throw new SystemError(`${router} does not get an answer for ${page}`);
  }
}

async function untilNoticed(name: string, ports: Ports): Promise<void> {
  for (const router of HAPROXY_NAMES) {
    const noticed = await until(async () => {
      const states = await serverStates(ports.stats, router);
      // Where that router is down there is nobody to notice.
      return states === undefined || states.get(name) === 'UP';
    }, NOTICED_WITHIN);
    if (!noticed) throw new SystemError(`${name} is ready, but ${router} sends it nothing`);
  }
}
