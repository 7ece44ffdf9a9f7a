import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { SystemError } from './errors.ts';

/** The default ports. To run a third instance, add a port for it here. */
export const DEFAULT_PORTS = {
  edge: 3101,
  internal: 3102,
  stats: 3010,
  auth1: 3011,
  auth2: 3012,
  motus1: 3021,
  motus2: 3022,
  score1: 3031,
  score2: 3032,
  'auth-store1': 6411,
  'auth-store2': 6412,
  'score-store1': 6421,
  'score-store2': 6422,
  'auth-store1-settle': 6413,
  'auth-store2-settle': 6414,
  'score-store1-settle': 6423,
  'score-store2-settle': 6424,
  sentinel1: 26_401,
  sentinel2: 26_402,
  sentinel3: 26_403,
  shipper: 3020,
  'shipper-syslog': 3514,
  prometheus: 9090,
  alertmanager: 9093,
  'redis-exporter': 9121,
  'node-exporter': 9100,
} as const;

/**
 * Everything that needs a port: the three frontends of both HAProxies, the service instances, the stores (two ports for
 * each Redis, see deploy/redis/start.sh), the Sentinels, the shipper, and the programs that observe.
 */
export type PortName = keyof typeof DEFAULT_PORTS;

/** A port for each name. */
export type Ports = Readonly<Record<PortName, number>>;

/** The ports that a system needs only with the shipper. */
const SHIPPER_PORTS: readonly PortName[] = ['shipper', 'shipper-syslog'];
/** The ports that a system needs only when it is observed, besides that of the shipper. */
const OBSERVER_PORTS: readonly PortName[] = ['prometheus', 'alertmanager', 'redis-exporter', 'node-exporter'];

/** The ports that both HAProxies listen on. */
const TWIN_PORTS: readonly PortName[] = ['edge', 'internal', 'stats'];

/** What a system has besides the game. */
export interface Extent {
  /** The shipper. */
  hasShipper?: boolean;
  /** Prometheus, Alertmanager and the exporters. */
  isObserved?: boolean;
}

/** The range of random ports: below those of outgoing connections, above those that browsers refuse. */
const RANDOM = { from: 20_000, to: 32_000 };

/** A set of unused ports, so that a test disturbs neither a running game nor another test. */
export async function freePorts(): Promise<Ports> {
  const ports: Partial<Record<PortName, number>> = {};
  for (const name of Object.keys(DEFAULT_PORTS) as PortName[]) ports[name] = await freePort();
  return ports as Ports;
}

/**
 * A random unused port, reserved for this process until it ends: also before something listens on it, and while that is
 * down.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(RANDOM.from, RANDOM.to);
    if (await takePort(port)) return port;
  }
  throw new SystemError(`no free port was found between ${RANDOM.from} and ${RANDOM.to}`);
}

/** Reserves a port for this process if it is unused. @returns whether it was */
export async function takePort(port: number): Promise<boolean> {
  if (!(await reservePort(port))) return false;
  const free = (await tryPort(port, '127.0.0.1')) === undefined;
  return free && (await tryPort(port, '::1')) !== 'EADDRINUSE';
}

/** The ports that are reserved for this process. */
const reserved = new Set<number>();

/**
 * Reserves a port for this process until it ends, whether or not something listens on it. Other processes see that by a
 * socket with an abstract name, which on Linux only one process can have, and which goes with the process (unix(7)). macOS
 * has no abstract names; there they see the port only once something listens on it.
 *
 * @returns false when it was reserved before
 */
export async function reservePort(port: number): Promise<boolean> {
  if (reserved.has(port)) return false;
  reserved.add(port);
  const mark = createServer().unref();
  try {
    mark.listen({ path: `\0motus-port-${port}` });
    await once(mark, 'listening');
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') reserved.delete(port);
  }
  return reserved.has(port);
}

/**
 * Checks that all ports are different and unused.
 *
 * @param edgeHost the address that the edge will listen on; everything else listens on 127.0.0.1
 * @param extent   what the system has besides the game; default: nothing
 * @throws SystemError that names a port and what needs it
 */
export async function assertPortsFree(
  ports: Ports,
  edgeHost = '127.0.0.1',
  extent: Extent = {},
): Promise<void> {
  const names = new Map<number, PortName>();
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    if (!isNeeded(name, extent)) continue;
    const other = names.get(port);
    if (other !== undefined)
      throw new SystemError(
        `port ${port} is for ${other} and for ${name}: choose another one with EDGE_PORT`,
      );
    names.set(port, name);
    const hosts = [name === 'edge' ? edgeHost : '127.0.0.1'];
    // The second HAProxy listens on ::1, which browsers try first for `localhost`.
    if (TWIN_PORTS.includes(name)) hosts.push('::1');
    for (const host of hosts) {
      const fault = await tryPort(port, host);
      if (fault === 'EADDRINUSE')
        throw new SystemError(`port ${port} is taken, and ${name} needs it: ${advice(name)}`);
      if (fault !== undefined && host !== '::1')
        throw new SystemError(`port ${port} of ${host} cannot be used by ${name} (${fault})`);
    }
  }
}

function isNeeded(name: PortName, { hasShipper = false, isObserved = false }: Extent): boolean {
  if (SHIPPER_PORTS.includes(name)) return hasShipper;
  return isObserved || !OBSERVER_PORTS.includes(name);
}

/** Whether this machine has the address ::1, which the second HAProxy needs. */
export async function hasIpv6Loopback(): Promise<boolean> {
  return (await tryPort(0, '::1')) === undefined;
}

/** The error code with which listening on a port fails; undefined when it succeeds. */
async function tryPort(port: number, host: string): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function advice(name: PortName): string {
  const end = 'end the program that uses it';
  return name === 'edge' ? `${end}, or choose another one with EDGE_PORT` : end;
}
