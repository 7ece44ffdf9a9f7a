import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Instance, type LogSink, REPOSITORY, type System, type SystemOptions } from '@motus/local-system';
import { restartOnSave, sourceFolders } from './restart-on-save.ts';

/** The debugger port of each service; .vscode/launch.json has the same. */
const DEBUG_PORTS = { auth1: 9231, motus1: 9232, score1: 9233 } as const;
const SERVICES = Object.keys(DEBUG_PORTS) as (keyof typeof DEBUG_PORTS)[];

const WEB = join(REPOSITORY, 'apps/web');

/**
 * The options of the system under `npm run dev`: one instance of each service, which listens for a debugger and which
 * `restartServices` restarts when one of its files is saved. One and not two, so that a change in libs/, which restarts all, is
 * live within two seconds.
 */
export function devOptions(): Partial<SystemOptions> {
  return {
    services: SERVICES,
    nodeOptions: (service) => [`--inspect=127.0.0.1:${DEBUG_PORTS[service as keyof typeof DEBUG_PORTS]}`],
    environment: {
      // There is no twin that could take over while a service ends (Ctrl-C), so it does not wait for HAProxy …
      DRAIN_MS: '0',
      // … and HAProxy checks often, to notice soon that it is back.
      CHECK_INTERVAL: '50ms',
      ...process.env,
    },
  };
}

/** Restarts each service of `npm run dev` when one of its files, or of a library that it uses, is saved. */
export function restartServices(system: System, log: LogSink): void {
  const services = SERVICES.map((name) => ({ name, folders: sourceFolders(name.replace(/\d+$/, '')) }));
  restartOnSave(system, services, log);
}

/** Tells whether there is a built page: motus does not start without one, though `npm run dev` does not show it. */
export function isPageBuilt(): boolean {
  return existsSync(join(WEB, 'dist/index.html'));
}

/**
 * Vite's development server, with hot reload. It forwards requests that are not for the page to HAProxy. Not started yet.
 *
 * @param port the port of the page in the browser
 * @param edgePort the port of HAProxy
 * @see https://vite.dev/guide/cli#dev-server
 */
export function pageServer(port: number, edgePort: number, log: LogSink): Instance {
  return new Instance(
    {
      name: 'page',
      port,
      launch: {
        command: process.execPath,
        args: [
          join(REPOSITORY, 'node_modules/vite/bin/vite.js'),
          ...['--host', 'localhost', '--port', `${port}`, '--strictPort', '--clearScreen', 'false'],
        ],
        env: { ...process.env, EDGE_PORT: `${edgePort}` },
        cwd: WEB,
        stopSignal: 'SIGTERM',
        stopWithin: 5000,
      },
      ready: async () => (await fetch(`http://localhost:${port}/`).catch(() => undefined))?.ok ?? false,
      readyWithin: 30_000,
    },
    log,
  );
}
