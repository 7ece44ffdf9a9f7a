import { join } from 'node:path';
import { SystemError } from './errors.ts';
import {
  edgeHost,
  HAPROXY_NAMES,
  type HaproxyName,
  haproxyInstance,
  haproxyUrl,
  serverStates,
} from './haproxy.ts';
import { holdsWithin } from './holds-within.ts';
import type { Instance, InstanceStatus } from './instance.ts';
import type { SentinelName, StoreNodeName } from './names.ts';
import { makeObservers, type ObserverName, startObservers } from './observation.ts';
import { assertPortsFree, DEFAULT_PORTS, hasIpv6Loopback, type Ports } from './ports.ts';
import { probeHttp } from './probe.ts';
import { type Environment, type LogSink, REPOSITORY } from './process.ts';
import { ensureProgram } from './programs.ts';
import { makeSecrets } from './secrets.ts';
import { SERVICE_NAMES, type ServiceName, serviceInstance } from './service.ts';
import { createShipping } from './shipping.ts';
import { makeStores } from './stores.ts';

/** The name of an instance, which can be started and stopped. */
export type InstanceName =
  | ServiceName
  | StoreNodeName
  | SentinelName
  | HaproxyName
  | 'shipper'
  | ObserverName;

export interface SystemOptions {
  /** The folder of secrets and data; created when missing. */
  stateDir: string;
  /** Default: `DEFAULT_PORTS`. */
  ports?: Ports;
  /** The address that players use. Default: `http://localhost:<edge>`. With another host the edge listens on all interfaces. */
  publicUrl?: string;
  /**
   * Settings of all services, for instance GAME_TIMEZONE; of HAProxy, PRODUCT_NAME and CHECK_INTERVAL; and of the stores,
   * DURABILITY. The environment of this process is not used. With LOKI_URL the shipper runs, too. Default: none.
   */
  environment?: Environment;
  /** More settings of single instances. Default: none. */
  instanceEnvironment?: Partial<Record<ServiceName, Environment>>;
  /** Modules (URLs or absolute paths) that each service imports first, for instance a test clock. Default: none. */
  preload?: readonly string[];
  /** The services to start. Default: both instances of each. */
  services?: readonly ServiceName[];
  /** More options of the Node.js that runs a service, as `--inspect`. Default: none. */
  nodeOptions?: (service: ServiceName) => readonly string[];
  /** The Node.js that runs the services. Default: the one that runs this. */
  node?: string;
  /** The folder with `<kind>/src/server.ts`. Default: apps. */
  apps?: string;
  /** Whether Prometheus, Alertmanager, the exporters and the shipper run, too. Default: no. */
  observe?: boolean;
  /** The path of another haproxy.cfg. Default: the one at the top of this repository. */
  haproxyConfig?: string;
  /** Receives every log line. Default: none are kept. */
  log?: LogSink;
}

/** A running system. */
export interface System {
  readonly ports: Ports;
  readonly secretsDir: string;
  readonly urls: {
    /** For players. */
    public: string;
    /** For calls between services. */
    internal: string;
    /** The statistics of the first HAProxy. */
    stats: string;
    /** With `observe`, if it is installed. */
    prometheus?: string;
    alertmanager?: string;
  };
  /** The state of every instance, in the order of the start. */
  list(): InstanceStatus[];
  /**
   * Starts an instance, unless it is running, and waits until it is ready: a service until HAProxy sends it requests, a Redis
   * until its store has a primary and a replica to which the Sentinels could fail over.
   *
   * @throws SystemError when the name is unknown, or the instance does not become ready
   */
  start(name: string): Promise<void>;
  /**
   * Stops an instance, which drains first; without a name stops everything: services, HAProxies, stores.
   *
   * @throws SystemError when the name is unknown
   */
  stop(name?: string): Promise<void>;
  /**
   * Sends a signal to an instance, by default SIGKILL. One that ends by it stays down until `start`.
   *
   * @throws SystemError when the name is unknown
   */
  kill(name: string, signal?: NodeJS.Signals): void;
  /** Kills everything at once, like a power cut. */
  cutPower(): Promise<void>;
}

/** How long HAProxy may take to detect that an instance is up, in milliseconds. */
const ROUTED_WITHIN_MS = 15_000;

/**
 * Starts the whole system on this machine: secrets, stores, services, HAProxies. Resolves once requests reach all services
 * and the Sentinels can do a failover. When something fails, nothing is left running.
 *
 * @throws SystemError that names what failed, with its last lines
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
  const extent = extentOf(options);
  await assertPortsFree(ports, edgeHost(publicUrl), extent);
  await makeSecrets(secretsDir);
  const instances = await makeInstances(options, ports, publicUrl, secretsDir);
  const { stores, services, haproxies, shipping, observers } = instances;
  const all = [
    ...[...stores.nodes, ...stores.sentinels, ...services, ...haproxies],
    ...[...shipping.instances, ...observers],
  ];

  const find = (name: string): Instance => {
    const found = all.find((instance) => instance.name === name);
    if (found !== undefined) return found;
    throw new SystemError(`there is no instance "${name}"; there are ${all.map((i) => i.name).join(', ')}`);
  };
  const system: System = {
    ports,
    secretsDir,
    urls: { ...urls, ...observerUrls(observers) },
    list: () => all.map((instance) => instance.status()),
    async start(name) {
      const instance = find(name);
      await instance.start();
      if (services.includes(instance)) await untilRouted(name, ports);
      await stores.untilHealthy(name);
    },
    async stop(name) {
      if (name !== undefined) return find(name).stop();
      await stopInOrder(instances);
    },
    kill: (name, signal = 'SIGKILL') => find(name).kill(signal),
    async cutPower() {
      for (const instance of all) instance.kill('SIGKILL');
      await Promise.all(all.map((instance) => instance.untilEnded()));
      await shipping.close();
    },
  };

  try {
    await startInOrder(instances, ports);
    return system;
  } catch (error) {
    await system.cutPower();
    throw error;
  }
}

async function makeInstances(options: SystemOptions, ports: Ports, publicUrl: string, secretsDir: string) {
  const { stateDir } = options;
  const { hasShipper, isObserved } = extentOf(options);
  const { node = process.execPath, environment = {} } = options;
  const shipping = createShipping(hasShipper, {
    node,
    ports,
    environment,
    log: options.log ?? (() => undefined),
  });
  const { log } = shipping;
  const durability = environment.DURABILITY;
  const stores = await makeStores({ stateDir, secretsDir, ports, durability, log });
  const services = (options.services ?? SERVICE_NAMES).map((name) =>
    serviceInstance({
      name,
      node,
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
    log('haproxy2', 'is not started: this machine has no IPv6 loopback address (::1); haproxy1 works alone');
  const haproxies = HAPROXY_NAMES.slice(0, twins ? 2 : 1).map((name) =>
    haproxyInstance({
      name,
      program: haproxy,
      config: options.haproxyConfig ?? join(REPOSITORY, 'haproxy.cfg'),
      ports,
      publicUrl,
      productName: environment.PRODUCT_NAME,
      checkInterval: environment.CHECK_INTERVAL,
      log,
    }),
  );
  const observers = isObserved
    ? await makeObservers({
        stateDir,
        secretsDir,
        ports,
        services: options.services ?? SERVICE_NAMES,
        haproxies: HAPROXY_NAMES.slice(0, haproxies.length),
        environment,
        log,
      })
    : [];
  return { stores, services, haproxies, shipping, observers };
}

/** What a system has besides the game: the shipper when there is a Loki, or when it is observed. */
export function extentOf({ environment, observe = false }: Pick<SystemOptions, 'environment' | 'observe'>) {
  return { hasShipper: observe || (environment?.LOKI_URL ?? '') !== '', isObserved: observe };
}

/** Where a person finds those that have a page. */
function observerUrls(observers: readonly Instance[]): Pick<System['urls'], 'prometheus' | 'alertmanager'> {
  const pages = observers
    .map((observer) => observer.status())
    .filter(({ name }) => !name.endsWith('-exporter'));
  return Object.fromEntries(pages.map(({ name, port }) => [name, `http://localhost:${port}`]));
}

type Instances = Awaited<ReturnType<typeof makeInstances>>;

/** Starts everything; returns once requests reach all services and the Sentinels can do a failover. */
async function startInOrder(instances: Instances, ports: Ports): Promise<void> {
  const { stores, services, haproxies, shipping, observers } = instances;
  await stores.start();
  await startAll(services);
  await Promise.all([startAll(haproxies), startObservers(shipping.instances, shipping.log)]);
  for (const { name } of haproxies) await untilReachable(name as HaproxyName, ports);
  await stores.untilWatched();
  await startObservers(observers, shipping.log);
}

/** Stops everything, without a failover, an alert or a lost line. */
async function stopInOrder(instances: Instances): Promise<void> {
  const { stores, services, haproxies, shipping, observers } = instances;
  // First, so that no alert is about it.
  await Promise.all(observers.map((observer) => observer.stop()));
  await Promise.all(services.map((service) => service.stop()));
  // The services are down, so connections need no graceful end.
  for (const haproxy of haproxies) haproxy.kill('SIGTERM');
  await Promise.all(haproxies.map((haproxy) => haproxy.untilEnded()));
  // The Sentinels first, so that they start no failover.
  await Promise.all(stores.sentinels.map((sentinel) => sentinel.stop()));
  await Promise.all(stores.nodes.map((node) => node.stop()));
  // Last, so that it gets the last lines of all others.
  await shipping.stop();
}

/** Starts instances concurrently; rejects with the first failure. */
async function startAll(instances: Instance[]): Promise<void> {
  await Promise.all(instances.map((instance) => instance.start()));
}

/** Waits until a router answers for each service with a status below 500. */
async function untilReachable(router: HaproxyName, ports: Ports): Promise<void> {
  const edge = haproxyUrl(router, ports.edge);
  const pages = [`${edge}/`, `${edge}/auth/`, `${haproxyUrl(router, ports.internal)}/score/`];
  for (const page of pages) {
    const answered = await holdsWithin(
      async () => ((await probeHttp(page))?.status ?? 500) < 500,
      ROUTED_WITHIN_MS,
    );
    if (!answered) throw new SystemError(`${router} does not get an answer for ${page}`);
  }
}

async function untilRouted(name: string, ports: Ports): Promise<void> {
  for (const router of HAPROXY_NAMES) {
    const noticed = await holdsWithin(async () => {
      const states = await serverStates(ports.stats, router);
      // A router that is down cannot detect anything.
      return states === undefined || states.get(name) === 'UP';
    }, ROUTED_WITHIN_MS);
    if (!noticed) throw new SystemError(`${name} is ready, but ${router} sends it nothing`);
  }
}
