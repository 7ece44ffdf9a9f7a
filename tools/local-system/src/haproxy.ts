import { dirname } from 'node:path';
import { installationOf } from '@motus/contracts';
import { Instance } from './instance.ts';
import type { Ports } from './ports.ts';
import { probeHttp } from './probe.ts';
import type { Environment, LogSink } from './process.ts';
import { SERVICE_NAMES } from './service.ts';

/**
 * The two routers. Both use the same ports, the first on the IPv4 loopback address, the second on the IPv6 one. `localhost`
 * means both, and clients try the other one when one refuses the connection.
 */
export const HAPROXY_NAMES = ['haproxy1', 'haproxy2'] as const;
export type HaproxyName = (typeof HAPROXY_NAMES)[number];

const HOSTS: Record<HaproxyName, string> = { haproxy1: '127.0.0.1', haproxy2: '[::1]' };

/** The settings of a router. */
export interface HaproxyOptions {
  name: HaproxyName;
  /** The path of haproxy. */
  program: string;
  /** The path of haproxy.cfg. */
  config: string;
  ports: Ports;
  publicUrl: string;
  /** The product name on its own pages. Default: that of haproxy.cfg. */
  productName?: string | undefined;
  /** The interval of health checks, as `50ms`. Default: that of haproxy.cfg. */
  checkInterval?: string | undefined;
  /** Where it sends its lines, too, as `127.0.0.1:3514`. Default: nowhere; the runner reads them on stdout. */
  shipper?: string | undefined;
  log: LogSink;
}

/** Creates a router, not yet started, with the same haproxy.cfg as in Compose. */
export function haproxyInstance(options: HaproxyOptions): Instance {
  const { name, program, config, ports, publicUrl, productName, checkInterval, shipper, log } = options;
  return new Instance(
    {
      name,
      port: ports.edge,
      launch: {
        command: program,
        // -W: a master process, which reloads haproxy.cfg on SIGUSR2 without losing a connection.
        args: ['-W', '-db', '-f', config],
        env: {
          PATH: process.env.PATH,
          PRODUCT_NAME: productName,
          CHECK_INTERVAL: checkInterval,
          INSTANCE: name,
          SHIPPER: shipper,
          ...haproxySettings(name, ports, publicUrl),
        },
        cwd: dirname(config),
        stopSignal: 'SIGUSR1',
        // Longer than hard-stop-after in haproxy.cfg.
        stopWithin: 20_000,
      },
      ready: async () => (await probeHttp(`${haproxyUrl(name, ports.stats)}/`))?.status === 200,
      readyWithin: 10_000,
    },
    // HAProxy logs to stdout, and repeats everything on stderr with these marks.
    (_name, line, by) => {
      if (!/^\[(NOTICE|WARNING|ALERT)\]/.test(line)) log(name, line, by);
    },
  );
}

/** The URL of a port of a router: `ports.edge`, `.internal` or `.stats`. */
export function haproxyUrl(name: HaproxyName, port: number): string {
  return `http://${HOSTS[name]}:${port}`;
}

/** The environment variables of haproxy.cfg: the addresses to listen on, and those of the instances. */
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

/** The address that the edge of the first router listens on: loopback, unless PUBLIC_URL has another host. */
export function edgeHost(publicUrl: string): string {
  const host = URL.parse(publicUrl)?.hostname ?? 'localhost';
  return ['localhost', '127.0.0.1', '[::1]'].includes(host) ? '127.0.0.1' : '0.0.0.0';
}

/**
 * The state of each server in a router, by name: `UP`, `DOWN`, or in between for instance `UP 1/2`.
 *
 * @param router default: the first one
 * @returns undefined when the router does not answer
 */
export async function serverStates(
  statsPort: number,
  router: HaproxyName = 'haproxy1',
): Promise<Map<string, string> | undefined> {
  const answer = await probeHttp(`${haproxyUrl(router, statsPort)}/;csv`);
  if (answer?.status !== 200) return undefined;
  const [header = [], ...rows] = answer.text.split('\n').map((line) => line.split(','));
  const name = header.indexOf('svname');
  const status = header.indexOf('status');
  return new Map(rows.map((row) => [row[name] ?? '', row[status] ?? '']));
}
