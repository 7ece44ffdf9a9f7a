import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { SystemError } from './errors.ts';

/** Where everything listens when nobody says otherwise. To run a third instance, give it a port here. */
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
} as const;

/**
 * What needs a port: the three faces of both HAProxies, the service instances, the stores (two for each Redis, see
 * deploy/redis/start.sh), the Sentinels.
 */
export type PortName = keyof typeof DEFAULT_PORTS;

export type Ports = Readonly<Record<PortName, number>>;

/** Those that both HAProxies have. */
const TWIN_PORTS: readonly PortName[] = ['edge', 'internal', 'stats'];

/** Where random ports come from: below what the system hands to outgoing connections, above what browsers refuse. */
const RANDOM = { from: 20_000, to: 32_000 };

/** A set of ports that nobody uses, so that a test does not disturb a running game, nor another test. */
export async function freePorts(): Promise<Ports> {
  const ports: Partial<Record<PortName, number>> = {};
  for (const name of Object.keys(DEFAULT_PORTS) as PortName[]) ports[name] = await freePort();
  return ports as Ports;
}

/**
 * A random port that nobody uses. While this process runs it is given to nobody else: also not before anything listens
 * on it, nor while what did is down.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(RANDOM.from, RANDOM.to);
    if (await takePort(port)) return port;
  }
  throw new SystemError(`no free port was found between ${RANDOM.from} and ${RANDOM.to}`);
}

/** Marks a port as this process's, where nobody uses it; false where somebody does. */
export async function takePort(port: number): Promise<boolean> {
  if (!(await reservePort(port))) return false;
  const free = (await tryPort(port, '127.0.0.1')) === undefined;
  return free && (await tryPort(port, '::1')) !== 'EADDRINUSE';
}

/** The ports that are this process's. */
const reserved = new Set<number>();

/**
 * Marks a port as this process's until it ends, for all who ask here. Other processes see it by a socket with an abstract
 * name, which Linux lets one process have at a time and takes away with it (unix(7)); macOS has no such names, so that
 * they see it there once something listens.
 *
 * @returns false when it is somebody's already
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
 * Makes sure that every port can be had, and is for one alone.
 *
 * @param edgeHost where the edge will listen; everything else listens on 127.0.0.1
 * @throws SystemError naming the port and who needs it
 */
export async function assertPortsFree(ports: Ports, edgeHost = '127.0.0.1'): Promise<void> {
  const names = new Map<number, PortName>();
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    const other = names.get(port);
    if (other !== undefined)
      throw new SystemError(
        `port ${port} is for ${other} and for ${name}: choose another one with EDGE_PORT`,
      );
    names.set(port, name);
    const hosts = [name === 'edge' ? edgeHost : '127.0.0.1'];
    // Where the second HAProxy listens; and browsers try it first for `localhost`.
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

/** Whether this machine has the address ::1, which the second HAProxy needs. */
export async function hasIpv6Loopback(): Promise<boolean> {
  return (await tryPort(0, '::1')) === undefined;
}

/** Why a port cannot be had, as an error code; undefined when it can. */
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
