import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type LogSink, REPOSITORY, type System } from '@motus/local-system';
import { watchFolder } from './watch-folder.ts';

/** A service, and the folders whose files make it restart. */
export interface WatchedService {
  name: string;
  folders: readonly string[];
}

/** The files that a service reads when it starts, its tests excepted. */
const SOURCE = /[.](ts|lua|css)$/;
const TEST = /[.]test[.]ts$|[/\\]test[/\\]/;

/** How long to wait for further files before a restart, in milliseconds: git and editors replace several at once. */
const SETTLE_MS = 50;

/**
 * Restarts each running service when one of its files is saved. One that cannot start, for instance because of a syntax
 * error, stays down until the next save. One that was stopped by its name stays down, too.
 *
 * A service is killed, not stopped: a debugger that is attached, or that halts the service, would delay its end, and every
 * write is safe to repeat.
 *
 * @returns a function that ends the watch
 */
export function restartOnSave(
  system: Pick<System, 'kill' | 'list' | 'start'>,
  services: readonly WatchedService[],
  log: LogSink,
): () => void {
  const restarts = services.map(({ name, folders }) => ({ folders, restart: restarter(system, name, log) }));
  const folders = new Set(services.flatMap((service) => service.folders));
  const ends = Array.from(folders, (folder) =>
    watchFolder(folder, (path) => {
      if (!SOURCE.test(path) || TEST.test(relative(folder, path))) return;
      for (const each of restarts) if (each.folders.includes(folder)) each.restart(path);
    }),
  );
  return () => {
    for (const end of ends) end();
  };
}

/**
 * The sources of a service and of the libraries that it depends on, directly or not.
 *
 * @param app the folder of the service in apps
 */
export function sourceFolders(app: string): string[] {
  const packages = new Set([`apps/${app}`]);
  // The iteration includes what is added meanwhile.
  for (const folder of packages) {
    const { dependencies = {} } = JSON.parse(readFileSync(join(REPOSITORY, folder, 'package.json'), 'utf8'));
    for (const dependency of Object.keys(dependencies))
      if (dependency.startsWith('@motus/')) packages.add(dependency.replace('@motus', 'libs'));
  }
  return Array.from(packages, (folder) => join(REPOSITORY, folder, 'src'));
}

/** Returns a function that restarts a service soon after the last of its calls. */
function restarter(
  system: Pick<System, 'kill' | 'list' | 'start'>,
  name: string,
  log: LogSink,
): (path: string) => void {
  let timer: NodeJS.Timeout | undefined;
  /** Whether it is down because of a restart, and not because somebody stopped it. */
  let isRestarting = false;
  let restarts = 0;
  let last: Promise<void> = Promise.resolve();

  function restart(path: string): void {
    const isStopped = system.list().some((one) => one.name === name && one.state === 'stopped');
    if (isStopped && !isRestarting) return;
    isRestarting = true;
    restarts += 1;
    const own = restarts;
    log(name, `${relative(REPOSITORY, path)} was saved; restarting`);
    // Ends a start in progress as well, which then rejects.
    system.kill(name);
    last = last.then(async () => {
      if (own !== restarts) return;
      try {
        // Again, because the former start may have begun its process only after that.
        system.kill(name);
        await system.start(name);
        if (own === restarts) isRestarting = false;
      } catch (error) {
        if (own === restarts) log(name, `${(error as Error).message}; the next save starts it again`);
      }
    });
  }

  return (path) => {
    clearTimeout(timer);
    timer = setTimeout(() => restart(path), SETTLE_MS);
  };
}
