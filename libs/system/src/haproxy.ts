import { dirname } from 'node:path';
import { installationOf } from '@motus/contracts';
import { Instance } from './instance.ts';
import type { Ports } from './ports.ts';
import { look } from './probe.ts';
import type { Environment, LogSink } from './process.ts';
import { SERVICE_NAMES } from './service.ts';

/**
 * The two routers. Both have the same ports, the first on the loopback address of IPv4, the second on that of IPv6:
 * `localhost` means either, and whoever finds the one closed tries the other.
 */
export const HAPROXY_NAMES = ['haproxy1', 'haproxy2'] as const;
export type HaproxyName = (typeof HAPROXY_NAMES)[number];

const HOSTS: Record<HaproxyName, string> = { haproxy1: '127.0.0.1', haproxy2: '[::1]' };

/** What a router needs. */
export interface HaproxyOptions {
  name: HaproxyName;
  /** The path of haproxy. */
  program: string;
  /** The path of haproxy.cfg. */
  config: string;
  ports: Ports;
  publicUrl: string;
  /** The name in its own pages; undefined for that of haproxy.cfg. */
  productName?: string | undefined;
  /** How often it checks a server, as `50ms`; undefined for what haproxy.cfg says. */
  checkInterval?: string | undefined;
  log: LogSink;
}

/** A router, with haproxy.cfg as it is in Compose; not started yet. */
export function haproxyInstance(options: HaproxyOptions): Instance {
  const { name, program, config, ports, publicUrl, productName, checkInterval, log } = options;
  return new Instance(
    {
      name,
      port: ports.edge,
      launch: {
        command: program,
        // With a master process, which takes SIGUSR2: read haproxy.cfg again, and lose no connection.
        args: ['-W', '-db', '-f', config],
        env: {
          PATH: process.env.PATH,
          PRODUCT_NAME: productName,
          CHECK_INTERVAL: checkInterval,
          ...haproxySettings(name, ports, publicUrl),
        },
        cwd: dirname(config),
        stopSignal: 'SIGUSR1',
        // More than hard-stop-after in haproxy.cfg.
        stopWithin: 20_000,
      },
      ready: async () => (await look(`${haproxyUrl(name, ports.stats)}/`))?.status === 200,
      readyWithin: 10_000,
    },
    // Once it runs, HAProxy says everything twice: to stdout, and marked like this to stderr.
    (_name, line) => {
      if (!/^\[(NOTICE|WARNING|ALERT)\]/.test(line)) log(name, line);
    },
  );
}

/** One of a router's faces: `ports.edge`, `.internal` or `.stats`. */
export function haproxyUrl(name: HaproxyName, port: number): string {
  return `http://${HOSTS[name]}:${port}`;
}

/** The environment of haproxy.cfg: where to listen and where the instances are. */
export function haproxySettings(name: HaproxyName, ports: Ports, publicUrl: string): Environment {
  return {
    EDGE_BIND: `${name === 'haproxy1' ? edgeHost(publicUrl) : HOSTS[name]}:${ports.edge}`,
    INTERNAL_BIND: `${HOSTS[name]}:${ports.internal}`,
    STATS_BIND: `${HOSTS[name]}:${ports.stats}`,
    PUBLIC_URL: publicUrl,
    INSTALLATION: installationOf(publicUrl),
    ...Object.fromEntries(
      SERVICE_NAMES.map((server) => [server.toUpperCase(), `127.0.0.1:${ports[server]}`]),
    ),
  };
}

/** Who may reach the first router's edge: this machine only, unless the public address is another one. */
export function edgeHost(publicUrl: string): string {
  const host = URL.parse(publicUrl)?.hostname ?? 'localhost';
  return ['localhost', '127.0.0.1', '[::1]'].includes(host) ? '127.0.0.1' : '0.0.0.0';
}

/**
 * What a router thinks of each server, by name: `UP`, `DOWN`, `UP 1/2` on the way …
 *
 * @param router which one is asked; default: the first
 * @returns undefined where it does not answer
 */
export async function serverStates(
  statsPort: number,
  router: HaproxyName = 'haproxy1',
): Promise<Map<string, string> | undefined> {
  const answer = await look(`${haproxyUrl(router, statsPort)}/;csv`);
  if (answer?.status !== 200) return undefined;
  const [header = [], ...rows] = answer.text.split('\n').map((line) => line.split(','));
  const name = header.indexOf('svname');
  const status = header.indexOf('status');
  return new Map(rows.map((row) => [row[name] ?? '', row[status] ?? '']));
}
