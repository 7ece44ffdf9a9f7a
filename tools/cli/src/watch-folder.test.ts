import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { watchFolder } from './watch-folder.ts';

/** Watches a new folder with one file in it; returns a function that resolves once a change was reported. */
function watchNew(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), 'motus-watch-'));
  const file = join(root, 'game', 'rule.ts');
  mkdirSync(join(root, 'game'));
  writeFileSync(file, 'old');
  const changes = new EventEmitter();
  const stop = watchFolder(root, (path) => changes.emit(path));
  t.after(() => {
    stop();
    rmSync(root, { recursive: true, force: true });
  });
  const reports = async (path: string, change: () => void) => {
    const reported = once(changes, path, { signal: AbortSignal.timeout(10_000) });
    change();
    await reported;
  };
  return { root, file, reports };
}

function saveByRename(file: string): void {
  writeFileSync(`${file}.new`, 'new');
  renameSync(`${file}.new`, file);
}

test('reports a file each time that another one replaces it, and when it is written afterwards', async (t) => {
  const { file, reports } = watchNew(t);
  for (let i = 0; i < 3; i += 1) await reports(file, () => saveByRename(file));
  await reports(file, () => writeFileSync(file, 'written'));
});

test('reports files of folders that are added, or replaced by others', async (t) => {
  const { root, file, reports } = watchNew(t);
  const added = join(root, 'added');
  await reports(added, () => mkdirSync(added));
  await reports(join(added, 'x.ts'), () => writeFileSync(join(added, 'x.ts'), 'new'));

  const game = join(root, 'game');
  await reports(game, () => renameSync(game, join(root, 'former')));
  await reports(game, () => mkdirSync(game));
  await reports(file, () => saveByRename(file));
});

test('goes on when the watched folder and those in it vanish, and reports its files once it is back', async (t) => {
  const { root, file, reports } = watchNew(t);
  for (let i = 0; i < 3; i += 1) {
    await reports(file, () => rmSync(root, { recursive: true }));
    await reports(file, () => {
      mkdirSync(join(root, 'game'), { recursive: true });
      writeFileSync(file, 'back');
    });
    await reports(file, () => saveByRename(file));
  }
});

test('waits for a folder whose parents are missing, too', async (t) => {
  const parent = mkdtempSync(join(tmpdir(), 'motus-watch-'));
  const root = join(parent, 'libs', 'game', 'src');
  const file = join(root, 'rule.ts');
  const reported = Promise.withResolvers<void>();
  const stop = watchFolder(root, (path) => path === file && reported.resolve());
  t.after(() => {
    stop();
    rmSync(parent, { recursive: true });
  });
  mkdirSync(root, { recursive: true });
  writeFileSync(file, 'new');
  await reported.promise;
});
