import { type Dirent, existsSync, type FSWatcher, readdirSync, type WatchListener, watch } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

/**
 * Watches all files below a folder. Each folder in it has a watcher of its own, because a watcher of a file, as of
 * `node --watch` and of `fs.watch(…, { recursive: true })` on Linux, follows the inode: it reports nothing more once an
 * editor or git has replaced the file by another (rename).
 *
 * The folder may be missing, and vanish and come back, as when git switches branches: then its files are reported.
 *
 * @param onChange called with the path of a file that was written, replaced, added or removed, perhaps several times
 * @returns a function that stops watching
 * @see https://github.com/nodejs/node/issues/51621
 */
export function watchFolder(root: string, onChange: (path: string) => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  /** Watches the next folder above a root that is missing. */
  let above: FSWatcher | undefined;

  function unwatch(folder: string): void {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      watchers.delete(path);
    }
  }

  function changed(folder: string, event: string, name: string): void {
    const path = join(folder, name);
    // A folder that was replaced has another inode, too. A watcher reports the end of its own folder by the folder's name.
    if (event === 'rename' && watchers.has(path)) unwatch(path);
    if (event === 'rename' && name === basename(folder)) unwatch(folder);
    if (event === 'rename') watchNewFolders(onChange);
    onChange(path);
  }

  function watchNewFolders(onFile: (path: string) => void): void {
    for (const folder of foldersIn(root)) {
      if (watchers.has(folder)) continue;
      const watcher = watchIfPresent(folder, (event, name) => changed(folder, event, name ?? ''));
      if (watcher === undefined) continue;
      watcher.on('error', () => unwatch(folder));
      watchers.set(folder, watcher);
      for (const entry of entriesOf(folder)) if (entry.isFile()) onFile(join(folder, entry.name));
    }
    above?.close();
    if (!watchers.has(root)) awaitRoot();
  }

  function awaitRoot(): void {
    let missing = root;
    const listener = () => watchNewFolders(onChange);
    for (above = undefined; above === undefined; ) {
      above = watchIfPresent(dirname(missing), listener);
      if (above === undefined) missing = dirname(missing);
    }
    // It may have come before its parent was watched.
    if (existsSync(missing)) watchNewFolders(onChange);
  }

  watchNewFolders(() => undefined);
  return () => {
    unwatch(root);
    above?.close();
  };
}

function watchIfPresent(folder: string, listener: WatchListener<string>): FSWatcher | undefined {
  return ifPresent(() => watch(folder, listener));
}

/** The folder and all below it; none if it is missing. */
function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const below = entriesOf(folder).filter((entry) => entry.isDirectory());
  return [folder, ...below.flatMap(({ name }) => foldersIn(join(folder, name)))];
}

function entriesOf(folder: string): Dirent[] {
  return ifPresent(() => readdirSync(folder, { withFileTypes: true })) ?? [];
}

/** @returns undefined if a file or folder has vanished in the meantime */
function ifPresent<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
