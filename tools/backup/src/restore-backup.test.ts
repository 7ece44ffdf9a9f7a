import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { REPOSITORY } from '@motus/local-system';
import { beginStaging, foldersWithData, isRestoreInterrupted } from './files/staging.ts';
import { restoreBackup } from './restore-backup.ts';
import { crashAtChange } from './test/crash-at-change.ts';
import { emptyRdb, PASSPHRASE, PRODUCT, sampleFiles, TARGET, writeSample } from './test/sample-backup.ts';
import { readTree, temporaryFolder } from './test/temporary-folder.ts';

const OPTIONS = { passphrase: PASSPHRASE, product: PRODUCT, target: TARGET, replace: false };
const run = promisify(execFile);

/** Files of a game that are not in a backup. */
const OTHER_FILES = ['score-store1/store.conf', 'score-store2/appendonlydir/a', 'sentinel1/sentinel.conf'];

/** The files that a restore creates, by path. */
function expectedFiles(): Record<string, string> {
  const rdb = emptyRdb().toString('latin1');
  const files = Object.fromEntries(
    sampleFiles().map(([{ name }, content]) => [name, content.toString('latin1')]),
  );
  const secrets = Object.entries(files).filter(([name]) => name.startsWith('secrets/'));
  const stores = ['auth-store1', 'score-store1'].flatMap((node) => [
    [`${node}/appendonlydir/appendonly.aof.1.base.rdb`, rdb],
    [`${node}/appendonlydir/appendonly.aof.1.incr.aof`, ''],
    [
      `${node}/appendonlydir/appendonly.aof.manifest`,
      'file appendonly.aof.1.base.rdb seq 1 type b\nfile appendonly.aof.1.incr.aof seq 1 type i\n',
    ],
  ]);
  return Object.fromEntries([...secrets, ...stores]);
}

async function readFiles(dir: string): Promise<Record<string, string>> {
  const all = Object.entries((await readTree(dir)) ?? {});
  return Object.fromEntries(all.filter(([, content]) => content !== '(folder)'));
}

test('restores the secrets and the data of each store, readable only by the owner', async (t) => {
  const dir = await temporaryFolder(t);
  const [file, stateDir] = [join(dir, 'file'), join(dir, 'state')];
  await writeSample(file);
  assert.equal((await restoreBackup({ ...OPTIONS, file, stateDir })).product, PRODUCT);
  assert.deepEqual(await readFiles(stateDir), expectedFiles());
  for (const path of Object.keys((await readTree(stateDir)) ?? {}))
    assert.equal((await stat(join(stateDir, path))).mode & 0o077, 0, path);
});

test('leaves nothing behind when the backup is invalid', async (t) => {
  const dir = await temporaryFolder(t);
  const [file, stateDir] = [join(dir, 'file'), join(dir, 'state')];
  await writeSample(file);
  await writeFile(file, (await readFile(file)).subarray(0, -1));
  await assert.rejects(restoreBackup({ ...OPTIONS, file, stateDir }), { code: 'damaged' });
  assert.equal(await readTree(stateDir), undefined);
});

test('rejects a restore over existing data and changes nothing', async (t) => {
  const dir = await temporaryFolder(t);
  const file = join(dir, 'file');
  await writeSample(file);
  const data = [
    'secrets/auth/cookie-key',
    'auth-store2/appendonlydir/a',
    'score-store1/store.conf',
    'sentinel3/x',
  ];
  for (const [i, path] of [...data, 'score-store/appendonly.aof'].entries()) {
    const stateDir = join(dir, `state${i}`);
    await mkdir(join(stateDir, path, '..'), { recursive: true });
    await writeFile(join(stateDir, path), 'former');
    const before = await readTree(stateDir);
    await assert.rejects(restoreBackup({ ...OPTIONS, file, stateDir }), {
      code: 'data_present',
      message: /--replace/,
    });
    assert.deepEqual(await readTree(stateDir), before);
  }
});

test('with --replace moves all former data aside', async (t) => {
  const dir = await temporaryFolder(t);
  const [file, stateDir] = [join(dir, 'file'), join(dir, 'state')];
  await writeSample(file);
  await restoreBackup({ ...OPTIONS, file, stateDir });
  for (const path of OTHER_FILES) {
    await mkdir(join(stateDir, path, '..'), { recursive: true });
    await writeFile(join(stateDir, path), 'former');
  }
  await restoreBackup({ ...OPTIONS, file, stateDir, replace: true });
  const files = await readFiles(stateDir);
  assert.deepEqual(withoutFormer(files), expectedFiles());
  const isFormer = ([path]: [string, string]) => /\/former-\d{8}T\d{6}Z\//.test(path);
  const former = Object.entries(files)
    .filter(isFormer)
    .map(([path, content]) => [path.replace(/former-[^/]+\//, ''), content]);
  assert.deepEqual(Object.fromEntries(former), {
    ...expectedFiles(),
    ...Object.fromEntries(OTHER_FILES.map((path) => [path, 'former'])),
  });
});

test('removes everything it wrote when a file cannot be written', async (t) => {
  const dir = await temporaryFolder(t);
  const [file, stateDir] = [join(dir, 'file'), join(dir, 'state')];
  await writeSample(file);
  await mkdir(stateDir);
  await writeFile(join(stateDir, 'secrets'), 'not a folder');
  await assert.rejects(restoreBackup({ ...OPTIONS, file, stateDir }), {
    code: 'file_unusable',
    message: /state cannot be written/,
  });
  assert.deepEqual(await readFiles(stateDir), { secrets: 'not a folder' });
});

test('keeps a store from starting after an interrupted restore', async (t) => {
  const stateDir = await temporaryFolder(t);
  await beginStaging(stateDir);
  const started = run('sh', [join(REPOSITORY, 'deploy/redis/start.sh'), 'store'], {
    cwd: join(stateDir, 'score-store2'),
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', AUTH_FILE: '/dev/null', REDIS_SERVER: 'true' },
  });
  await assert.rejects(started, { code: 1, stderr: /restore .*: run it again/ });
});

test('after a crash at any change, leaves nothing, everything, or a state in which no store starts, and can be run again', async (t) => {
  const dir = await temporaryFolder(t);
  const file = join(dir, 'file');
  await writeSample(file);
  const seen = { nothing: 0, interrupted: 0, all: 0 };
  for (let at = 0, hasCrashed = true; hasCrashed; at++) {
    const stateDir = join(dir, `state${at}`);
    hasCrashed = await crashAtChange(at, () => restoreBackup({ ...OPTIONS, file, stateDir }));
    const found = await foldersWithData(stateDir);
    if (await isRestoreInterrupted(stateDir)) seen.interrupted++;
    else if (found.length === 0) seen.nothing++;
    else {
      seen.all++;
      assert.deepEqual(await readFiles(stateDir), expectedFiles(), `crashed at change ${at}`);
    }
    await restoreBackup({ ...OPTIONS, file, stateDir, replace: found.length > 0 });
    assert.deepEqual(
      withoutFormer(await readFiles(stateDir)),
      expectedFiles(),
      `run again after change ${at}`,
    );
  }
  assert.ok(seen.nothing > 0 && seen.interrupted > 20 && seen.all > 0, JSON.stringify(seen));
});

test('after a crash at any change with --replace, has kept all former data', async (t) => {
  const dir = await temporaryFolder(t);
  const file = join(dir, 'file');
  await writeSample(file);
  const seen = { before: 0, half: 0, after: 0 };
  for (let at = 0, hasCrashed = true; hasCrashed; at++) {
    const stateDir = join(dir, `state${at}`);
    for (const path of OTHER_FILES) {
      await mkdir(join(stateDir, path, '..'), { recursive: true });
      await writeFile(join(stateDir, path), `former ${path}`);
    }
    hasCrashed = await crashAtChange(at, () => restoreBackup({ ...OPTIONS, file, stateDir, replace: true }));
    const files = await readFiles(stateDir);
    const isInterrupted = await isRestoreInterrupted(stateDir);
    for (const path of OTHER_FILES) {
      const kept = Object.entries(files).filter(([, content]) => content === `former ${path}`);
      assert.equal(kept.length, 1, `${path} after a crash at change ${at}`);
    }
    const now = withoutFormer(files);
    if (isInterrupted) seen.half++;
    else if (now[OTHER_FILES[0] ?? ''] !== undefined) seen.before++;
    else {
      seen.after++;
      assert.deepEqual(now, expectedFiles(), `crashed at change ${at}`);
    }
    await restoreBackup({ ...OPTIONS, file, stateDir, replace: true });
    assert.deepEqual(
      withoutFormer(await readFiles(stateDir)),
      expectedFiles(),
      `run again after change ${at}`,
    );
  }
  assert.ok(seen.before > 0 && seen.half > 20 && seen.after > 0, JSON.stringify(seen));
});

function withoutFormer(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.includes('/former-')));
}
