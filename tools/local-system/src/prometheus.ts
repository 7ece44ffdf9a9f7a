import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HaproxyName } from './haproxy.ts';
import { SENTINEL_NAMES, STORE_NAMES, storeNodes } from './names.ts';
import type { Ports } from './ports.ts';
import { REPOSITORY } from './process.ts';
import { kindOf, SERVICE_NAMES } from './service.ts';

/**
 * An instance that Prometheus scrapes: its address and its labels.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#file_sd_config
 */
export interface PrometheusTarget {
  readonly targets: readonly [string];
  readonly labels: Readonly<Record<string, string>>;
}

/** The ports of the programs that observe a system; one without a port does not run. */
export type ObservabilityPorts = Readonly<
  Partial<
    Record<'prometheus' | 'alertmanager' | 'redis-exporter' | 'node-exporter' | 'shipper' | 'loki', number>
  >
>;

/**
 * Writes the configuration of Prometheus to a folder: that of Compose, but for `targets.yml`.
 *
 * @param dir the folder; start Prometheus with `--config.file=<dir>/prometheus.yml`
 */
export async function writePrometheusFiles(dir: string, targets: readonly PrometheusTarget[]): Promise<void> {
  const from = join(REPOSITORY, 'deploy/prometheus');
  await mkdir(dir, { recursive: true });
  await cp(join(from, 'prometheus.yml'), join(dir, 'prometheus.yml'));
  await cp(join(from, 'rules'), join(dir, 'rules'), { recursive: true });
  // JSON is YAML.
  await writeFile(join(dir, 'targets.yml'), `${JSON.stringify(targets, null, 2)}\n`);
}

/** What Prometheus scrapes of a system on this machine, with the labels that deploy/prometheus/targets.yml has. */
export function nativeTargets(
  ports: Ports,
  haproxies: readonly HaproxyName[],
  observability: ObservabilityPorts,
): PrometheusTarget[] {
  const hosts: Record<HaproxyName, string> = { haproxy1: '127.0.0.1', haproxy2: '[::1]' };
  return [
    ...SERVICE_NAMES.map((name) => target(`127.0.0.1:${ports[name]}`, kindOf(name), name)),
    ...haproxies.map((name) => target(`${hosts[name]}:${ports.stats}`, 'haproxy', name)),
    ...redisTargets(ports, observability['redis-exporter']),
    ...Object.entries(observability)
      .filter(([name]) => name !== 'redis-exporter')
      .map(([name, port]) =>
        name === 'node-exporter'
          ? target(`127.0.0.1:${port}`, 'node', 'host')
          : target(`127.0.0.1:${port}`, name, name),
      ),
  ];
}

/**
 * Writes the password file of the Redis exporter (`-redis.password-file`), which only its owner can read.
 *
 * @param addresses of every Redis and Sentinel, `redis://host:port`, as in the parameter `target`
 */
export async function writeExporterPasswords(
  file: string,
  secretsDir: string,
  addresses: readonly string[],
): Promise<void> {
  const password = (await readFile(join(secretsDir, 'redis-exporter/password'), 'utf8')).trim();
  // Versions differ in whether they look for an address with the user or without.
  const keys = addresses.flatMap((address) => [address, address.replace('://', '://metrics@')]);
  const passwords = Object.fromEntries(keys.map((key) => [key, password]));
  await writeFile(file, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
}

function redisTargets(ports: Ports, exporter: number | undefined): PrometheusTarget[] {
  if (exporter === undefined) return [];
  const ask = (name: keyof Ports) => ({
    __metrics_path__: '/scrape',
    __param_target: `redis://127.0.0.1:${ports[name]}`,
  });
  return [
    ...STORE_NAMES.flatMap((store) =>
      storeNodes(store).map((name) =>
        target(`127.0.0.1:${exporter}`, 'redis', name, { store, ...ask(name) }),
      ),
    ),
    ...SENTINEL_NAMES.map((name) => target(`127.0.0.1:${exporter}`, 'sentinel', name, ask(name))),
  ];
}

function target(
  address: string,
  job: string,
  instance: string,
  labels: Readonly<Record<string, string>> = {},
): PrometheusTarget {
  return { targets: [address], labels: { job, instance, ...labels } };
}
