import { dirname } from 'node:path';
import { Instance } from './instance.ts';
import type { Ports } from './ports.ts';
import { look } from './probe.ts';
import type { Environment, LogSink } from './process.ts';
import { SERVICE_NAMES } from './service.ts';

/** What the router needs. */
export interface HaproxyOptions {
  /** The path of haproxy. */
  program: string;
  /** The path of haproxy.cfg. */
  config: string;
  ports: Ports;
  publicUrl: string;
  log: LogSink;
}

/** The router, with haproxy.cfg as it is in Compose; not started yet. */
export function haproxyInstance({ program, config, ports, publicUrl, log }: HaproxyOptions): Instance {
  return new Instance(
    {
      name: 'haproxy',
      port: ports.edge,
      launch: {
        command: program,
        args: ['-db', '-f', config],
        env: { PATH: process.env.PATH, ...haproxySettings(ports, publicUrl) },
        cwd: dirname(config),
        stopSignal: 'SIGUSR1',
        // More than hard-stop-after in haproxy.cfg.
        stopWithin: 35_000,
      },
      ready: async () => (await look(`http://127.0.0.1:${ports.stats}/`))?.status === 200,
      readyWithin: 10_000,
    },
    // Once it runs, HAProxy says everything twice: to stdout, and marked like this to stderr.
    (name, line) => {
      if (!/^\[(NOTICE|WARNING|ALERT)\]/.test(line)) log(name, line);
    },
  );
}

/** The environment of haproxy.cfg: where to listen and where the instances are. */
export function haproxySettings(ports: Ports, publicUrl: string): Environment {
  return {
    EDGE_BIND: `${edgeHost(publicUrl)}:${ports.edge}`,
    INTERNAL_BIND: `127.0.0.1:${ports.internal}`,
    STATS_BIND: `127.0.0.1:${ports.stats}`,
    PUBLIC_URL: publicUrl,
    ...Object.fromEntries(SERVICE_NAMES.map((name) => [name.toUpperCase(), `127.0.0.1:${ports[name]}`])),
  };
}

/** Who may reach the edge: this machine only, unless the public address is another one. */
export function edgeHost(publicUrl: string): string {
  const host = URL.parse(publicUrl)?.hostname ?? 'localhost';
  return ['localhost', '127.0.0.1', '[::1]'].includes(host) ? '127.0.0.1' : '0.0.0.0';
}

/**
 * What HAProxy thinks of each server, by name: `UP`, `DOWN`, `UP 1/2` on the way …
 *
 * @returns undefined where HAProxy does not answer
 */
export async function serverStates(statsPort: number): Promise<Map<string, string> | undefined> {
  const answer = await look(`http://127.0.0.1:${statsPort}/;csv`);
  if (answer?.status !== 200) return undefined;
  const [header = [], ...rows] = answer.text.split('\n').map((line) => line.split(','));
  const name = header.indexOf('svname');
  const status = header.indexOf('status');
  return new Map(rows.map((row) => [row[name] ?? '', row[status] ?? '']));
}
