import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * Watches all files below a folder. Each folder in it has a watcher of its own, because a watcher of a file, as of
 * `node --watch` and of `fs.watch(…, { recursive: true })` on Linux, follows the inode: it reports nothing more once an
 * editor or git has replaced the file by another (rename).
 *
 * @param onChange called with the path of a file that was written, replaced, added or removed, perhaps several times
 * @returns a function that stops watching
 * @see https://github.com/nodejs/node/issues/51621
 */
export function watchFolder(root: string, onChange: (path: string) => void): () => void {
  const watchers = new Map<string, FSWatcher>();

  function unwatch(folder: string): void {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      watchers.delete(path);
    }
  }

  function watchFolders(): void {
    for (const folder of foldersIn(root)) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, (event, name) => {
        const path = join(folder, name ?? '');
        // A folder that was replaced has another inode, too.
        if (event === 'rename' && watchers.has(path) && path !== folder) unwatch(path);
        if (event === 'rename') watchFolders();
        onChange(path);
      });
      watcher.on('error', () => unwatch(folder));
      watchers.set(folder, watcher);
    }
  }

  watchFolders();
  return () => unwatch(root);
}

function foldersIn(root: string): string[] {
  const folders = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  return [root, ...folders];
}
