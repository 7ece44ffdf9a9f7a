import { join } from 'node:path';
import type { HaproxyName } from './haproxy.ts';
import type { Instance } from './instance.ts';
import {
  alertmanagerInstance,
  nodeExporterInstance,
  prometheusInstance,
  redisExporterInstance,
} from './observers.ts';
import type { Ports } from './ports.ts';
import type { Environment, LogSink } from './process.ts';
import { nativeTargets, type ObservabilityPorts } from './prometheus.ts';
import type { ServiceName } from './service.ts';
import { explain } from './terminal.ts';

/** The programs that observe a system, in the order of their start. */
export const OBSERVER_NAMES = ['redis-exporter', 'node-exporter', 'alertmanager', 'prometheus'] as const;
export type ObserverName = (typeof OBSERVER_NAMES)[number];

/** The settings of the observers. */
export interface ObservationOptions {
  stateDir: string;
  secretsDir: string;
  ports: Ports;
  services: readonly ServiceName[];
  haproxies: readonly HaproxyName[];
  /** ALERT_… of deploy/alertmanager/start.sh, and LOKI_URL. */
  environment: Environment;
  log: LogSink;
}

/**
 * Creates Prometheus, Alertmanager and the exporters, not yet started, with the rules and routes of Compose. As root on Debian
 * they get installed; one that is missing is a line in the log, and the others do without it.
 */
export async function makeObservers(options: ObservationOptions): Promise<Instance[]> {
  const { stateDir, secretsDir, ports, environment, log } = options;
  const found = new Map<ObserverName, Instance>();
  const add = async (name: ObserverName, make: (own: OwnOptions) => Promise<Instance>) => {
    try {
      found.set(name, await make({ port: ports[name], dir: join(stateDir, name), log }));
    } catch (error) {
      log(name, `does not run: ${explain(error).join(' ')}`, 'runner');
    }
  };
  await add('redis-exporter', (own) =>
    redisExporterInstance({ ...own, secretsDir, addresses: redisAddresses(ports) }),
  );
  await add('node-exporter', nodeExporterInstance);
  await add('alertmanager', (own) => alertmanagerInstance({ ...own, environment }));
  await add('prometheus', (own) => {
    const observers: ObservabilityPorts = {
      prometheus: ports.prometheus,
      ...Object.fromEntries(Array.from(found.keys(), (name) => [name, ports[name]])),
      shipper: ports.shipper,
      ...lokiPort(environment),
    };
    return prometheusInstance({ ...own, targets: targetsOf(options, observers) });
  });
  return [...found.values()];
}

/** Starts the observers, or the shipper. The game goes on without one that fails, and a line in the log says so. */
export async function startObservers(observers: readonly Instance[], log: LogSink): Promise<void> {
  for (const observer of observers) {
    try {
      await observer.start();
    } catch (error) {
      log(observer.name, `does not run: ${explain(error).join(' ')}`, 'runner');
    }
  }
}

type OwnOptions = Parameters<typeof nodeExporterInstance>[0];

function redisAddresses(ports: Ports): string[] {
  return nativeTargets(ports, [], { 'redis-exporter': 0 }).flatMap(
    ({ labels }) => labels.__param_target ?? [],
  );
}

/** Those that this system has: `npm run dev` has one instance of each service. */
function targetsOf({ ports, services, haproxies }: ObservationOptions, observers: ObservabilityPorts) {
  const kinds = ['auth', 'motus', 'score'];
  return nativeTargets(ports, haproxies, observers).filter(
    ({ labels: { job = '', instance } }) =>
      !kinds.includes(job) || services.some((service) => service === instance),
  );
}

/** The port of a Loki on this machine; Prometheus does not scrape one elsewhere. */
function lokiPort({ LOKI_URL = '' }: Environment): ObservabilityPorts {
  const { hostname, port } = URL.parse(LOKI_URL) ?? {};
  return hostname === 'localhost' || hostname === '127.0.0.1' ? { loki: Number(port || 80) } : {};
}
