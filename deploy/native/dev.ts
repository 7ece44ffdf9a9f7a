import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Instance, type LogSink, REPOSITORY, type SystemOptions } from '../../libs/system/src/index.ts';

/** Where a debugger attaches to each service; .vscode/launch.json has them too. */
const DEBUG_PORTS = { auth1: 9231, motus1: 9232, score1: 9233 } as const;
const SERVICES = Object.keys(DEBUG_PORTS) as (keyof typeof DEBUG_PORTS)[];

const WEB = join(REPOSITORY, 'apps/web');

/**
 * What `npm run dev` has otherwise than `npm start`: one instance of each service, which starts again when a file of its
 * is saved, within two seconds also where all three do (libs/), and waits for a debugger.
 */
export function devOptions(): Partial<SystemOptions> {
  return {
    services: SERVICES,
    nodeOptions: (service) => [
      '--watch',
      '--watch-preserve-output',
      `--inspect=127.0.0.1:${DEBUG_PORTS[service as keyof typeof DEBUG_PORTS]}`,
    ],
    preload: [pathToFileURL(join(import.meta.dirname, 'watch-assets.ts')).href],
    environment: {
      // There is no twin to leave requests to while a service ends …
      DRAIN_MS: '0',
      // … so that HAProxy is to notice soon that it is back.
      CHECK_INTERVAL: '100ms',
      ...process.env,
    },
  };
}

/** Whether there is a built page: motus does not start without one, though nobody sees it here. */
export function isPageBuilt(): boolean {
  return existsSync(join(WEB, 'dist/index.html'));
}

/**
 * Vite's development server, with hot reload; it sends what is not the page on to HAProxy. Not started yet.
 *
 * @param port where people open the page
 * @param edgePort where HAProxy listens
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
