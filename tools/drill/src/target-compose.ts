import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import { HAPROXY_NAMES, type HaproxyName } from '@motus/local-system';
import { CONTAINER_MEMORY, cgroupOf, memoryOf, UsageError } from '@motus/measurement';
import { inspect, redisCli } from './compose/container-actions.ts';
import { type Container, compose, containers } from './compose/docker.ts';
import { composeFaults } from './compose/faults.ts';
import { edgeProblems } from './edge-health.ts';
import { haproxyMonitor } from './haproxy-monitor.ts';
import { connectPrometheus } from './prometheus.ts';
import { prometheusMonitor } from './prometheus-monitor.ts';
import { revertFaultsOnEnd } from './revert-on-end.ts';
import { storeProblems } from './store-health.ts';
import type { Target } from './target.ts';

/** The ports of HAProxy in its container. */
const EDGE_PORT = 3101;
const STATS_PORT = 3010;
const PROMETHEUS_PORT = 9090;
const LOKI_PORT = 3100;
/** How long Loki may take to answer, in milliseconds. */
const LOKI_TIMEOUT_MS = 2000;

/**
 * A target whose instances are the containers of the running project that COMPOSE_PROJECT_NAME names.
 *
 * @throws UsageError if no container runs
 */
export async function composeTarget(): Promise<Target> {
  const found = await containers();
  const names = serviceNames(found);
  if (names.length === 0) throw new UsageError('no container of this project runs: docker compose up');
  const stores: Pick<Target, 'instanceNames' | 'sendCommand'> = {
    instanceNames: async () => names,
    async sendCommand(name, ...command) {
      return (await redisCli(name, ...command)).split('\n');
    },
  };
  const memory = containerMemory();
  const prometheus = names.includes('prometheus')
    ? connectPrometheus(`http://127.0.0.1:${publishedPort(found, PROMETHEUS_PORT)}`)
    : undefined;
  const lokiUrl = await findLoki(found);
  return revertFaultsOnEnd({
    origin: `http://localhost:${publishedPort(found, EDGE_PORT)}`,
    description: 'containers of docker-compose.yml',
    exclusive: false,
    ...stores,
    monitors: [
      haproxyMonitor(publishedPort(found, STATS_PORT), haproxiesIn(names)),
      ...(prometheus === undefined ? [] : [prometheusMonitor(prometheus)]),
    ],
    prometheus,
    ...(lokiUrl !== undefined && { lokiUrl }),
    ...composeFaults(stores, memory.forgetCgroups),
    answer: readAnswer,
    healthProblems: () => composeHealthProblems(names, publishedPort(found, STATS_PORT), stores),
    readMemory: memory.read,
    memoryMeaning: CONTAINER_MEMORY,
    end: async () => undefined,
  });
}

function serviceNames(list: readonly Container[]): string[] {
  return list.map(({ Service }) => Service).filter((name) => name !== 'secrets');
}

function haproxiesIn(names: readonly string[]): HaproxyName[] {
  return HAPROXY_NAMES.filter((name) => names.includes(name));
}

/**
 * The address of the container of Loki in a network of Docker. It publishes no port, but on Linux this machine reaches it.
 *
 * @returns undefined if it does not answer
 */
async function findLoki(list: readonly Container[]): Promise<string | undefined> {
  const container = list.find(({ Service }) => Service === 'loki');
  if (container === undefined) return undefined;
  const { NetworkSettings } = await inspect(container.ID);
  const addresses = Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
  for (const address of addresses) {
    const url = `http://${address}:${LOKI_PORT}`;
    const signal = AbortSignal.timeout(LOKI_TIMEOUT_MS);
    if (await fetch(`${url}/ready`, { signal }).catch(() => undefined)) return url;
  }
  return undefined;
}

/** The port of this machine at which a port of a container is published; the same port if it is not published. */
function publishedPort(list: readonly Container[], port: number): number {
  const publisher = list
    .flatMap(({ Publishers }) => Publishers ?? [])
    .find(({ TargetPort, PublishedPort }) => TargetPort === port && PublishedPort > 0);
  return publisher?.PublishedPort ?? port;
}

async function readAnswer(day: string): Promise<string> {
  const file = '/run/secrets/motus/daily-word-key';
  const key = await compose('exec', '-T', 'motus1', 'cat', file).catch(() =>
    compose('exec', '-T', 'motus2', 'cat', file),
  );
  return dailyAnswers(loadLexicon().answers, Buffer.from(key.trim(), 'base64url'))(day);
}

async function composeHealthProblems(
  names: readonly string[],
  statsPort: number,
  stores: Pick<Target, 'sendCommand'>,
): Promise<string[]> {
  const running = new Set(serviceNames(await containers()));
  const haproxies = haproxiesIn(names);
  const healthProblems = [
    ...names.filter((name) => !running.has(name)).map((name) => `${name} does not run`),
    ...(await edgeProblems(statsPort, haproxies)),
  ];
  // Each command to a store starts a process in its container: skip them while something else is still unhealthy.
  return healthProblems.length > 0 ? healthProblems : storeProblems(stores, names);
}

/** Reads the memory of the running containers; their cgroups are looked up once. */
function containerMemory() {
  let cgroups: Promise<ReadonlyMap<string, string>> | undefined;
  return {
    async read(): Promise<ReadonlyMap<string, number>> {
      cgroups ??= findCgroups();
      const readings = await Promise.all(
        [...(await cgroups)].map(async ([name, folder]) => [name, await memoryOf(folder)] as const),
      );
      return withoutUndefined(readings);
    },
    /** Looks the cgroups up again at the next reading: a new container has a new one. */
    forgetCgroups() {
      cgroups = undefined;
    },
  };
}

/** The cgroup of each running container, by the name of the service. */
async function findCgroups(): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    (await containers()).map(async ({ Service, ID }) => {
      const { State } = await inspect(ID);
      return [Service, await cgroupOf(State.Pid)] as const;
    }),
  );
  return withoutUndefined(found);
}

function withoutUndefined<T>(entries: readonly (readonly [string, T | undefined])[]): Map<string, T> {
  return new Map(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}
