import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ensureProgram,
  freePorts,
  haproxyInstance,
  Instance,
  type Ports,
  REPOSITORY,
  SERVICE_NAMES,
} from '@motus/local-system';
import type { NamedProcess } from './processes.ts';

/** The server that does nothing, behind an HAProxy of its own that runs the same haproxy.cfg. */
export interface Noop {
  readonly origin: string;
  list(): readonly NamedProcess[];
  end(): Promise<void>;
}

/** Starts both on the cores of this process. */
export async function startNoop(): Promise<Noop> {
  const free = await freePorts();
  const port = free.motus1;
  // The no-op server has the ports of all services, so that no health check of HAProxy fails.
  const ports: Ports = { ...free, ...Object.fromEntries(SERVICE_NAMES.map((name) => [name, port])) };
  const log = () => undefined;
  const server = new Instance(
    {
      name: 'noop',
      port,
      launch: {
        command: process.execPath,
        args: [fileURLToPath(new URL('noop-server.ts', import.meta.url))],
        env: { PATH: process.env.PATH, PORT: `${port}` },
        cwd: REPOSITORY,
        stopSignal: 'SIGTERM',
        stopWithin: 5000,
      },
      ready: () => answers(`http://127.0.0.1:${port}/health/ready`),
      readyWithin: 30_000,
    },
    log,
  );
  const router = haproxyInstance({
    name: 'haproxy1',
    program: await ensureProgram('haproxy'),
    config: join(REPOSITORY, 'haproxy.cfg'),
    ports,
    publicUrl: `http://localhost:${ports.edge}`,
    log,
  });
  await server.start();
  await router.start();
  return {
    origin: `http://127.0.0.1:${ports.edge}`,
    list: () => [server.status(), router.status()],
    async end() {
      for (const instance of [router, server]) instance.kill('SIGKILL');
      await Promise.all([router.untilEnded(), server.untilEnded()]);
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
