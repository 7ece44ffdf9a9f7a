import { type Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { haproxyInstance, serverStates } from '../haproxy.ts';
import { holdsWithin } from '../holds-within.ts';
import { freePorts, type Ports } from '../ports.ts';
import { REPOSITORY } from '../process.ts';
import { ensureProgram } from '../programs.ts';
import { SERVICE_NAMES, type ServiceName } from '../service.ts';
import { Twin } from './twin.ts';

/** A real HAProxy with the real haproxy.cfg, in front of twins that the test controls. */
export interface TestRouter {
  publicUrl: string;
  ports: Ports;
  twins: Record<ServiceName, Twin>;
  /** The lines that HAProxy has logged. */
  log: string[];
  /** Waits until HAProxy has an instance in this state. */
  untilState(name: ServiceName, state: 'UP' | 'DOWN'): Promise<void>;
  stop(): Promise<void>;
}

/** @param shipper where HAProxy sends its lines, too: `port` for the port `shipper-syslog`, or the path of a Unix socket */
export async function startTestRouter(
  publicUrl = 'http://localhost:3101',
  productName?: string,
  shipper?: string,
): Promise<TestRouter> {
  const ports = await freePorts();
  const twins = Object.fromEntries(
    SERVICE_NAMES.map((name) => [name, new Twin(name, ports[name])]),
  ) as TestRouter['twins'];
  await Promise.all(Object.values(twins).map((twin) => twin.start()));
  const log: string[] = [];
  const haproxy = haproxyInstance({
    name: 'haproxy1',
    program: await ensureProgram('haproxy'),
    config: join(REPOSITORY, 'haproxy.cfg'),
    ports,
    publicUrl,
    productName,
    shipper: shipper === 'port' ? `127.0.0.1:${ports['shipper-syslog']}` : shipper && `unix@${shipper}`,
    log: (_name, line) => log.push(line),
  });
  await haproxy.start();
  return {
    publicUrl,
    ports,
    twins,
    log,
    async untilState(name, state) {
      const seen = async () => (await serverStates(ports.stats))?.get(name) === state;
      if (!(await holdsWithin(seen, 30_000))) throw new Error(`${name} is not ${state}`);
    },
    async stop() {
      haproxy.kill('SIGTERM');
      await haproxy.untilEnded();
      for (const twin of Object.values(twins)) twin.crash();
    },
  };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends the path and headers unchanged, which fetch would normalise; on a new connection unless an agent keeps one. */
export function ask(
  port: number,
  path: string,
  options: { method?: string; headers?: OutgoingHttpHeaders; body?: string; agent?: Agent } = {},
): Promise<Answer> {
  const { body, ...rest } = options;
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent: false, ...rest }, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
