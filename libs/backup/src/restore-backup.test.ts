import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { REPOSITORY } from '@motus/system';
import { foldersWithData, isHalfRestored, makeStages } from './place.ts';
import { restoreBackup } from './restore-backup.ts';
import { contentOf, temporaryFolder } from './test/folder.ts';
import { killedAt } from './test/killed-at.ts';
import { emptyRdb, HERE, PASSPHRASE, PRODUCT, sampleFiles, writeSample } from './test/sample.ts';

const OPTIONS = { passphrase: PASSPHRASE, product: PRODUCT, here: HERE, replace: false };
const run = promisify(execFile);

/** What a game keeps beside what a backup holds. */
const LEARNT = ['score-store1/store.conf', 'score-store2/appendonlydir/a', 'sentinel1/sentinel.conf'];

/** What a restore puts in place, by its path. */
function expected(): Record<string, string> {
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

async function filesIn(dir: string): Promise<Record<string, string>> {
  const all = Object.entries((await contentOf(dir)) ?? {});
  return Object.fromEntries(all.filter(([, content]) => content !== '(folder)'));
}

test('a restore puts secrets and the data of each store where a game finds them, for its owner alone', async (t) => {
  const dir = await temporaryFolder(t);
  const [file, stateDir] = [join(dir, 'file'), join(dir, 'state')];
  await writeSample(file);
  assert.equal((await restoreBackup({ ...OPTIONS, file, stateDir })).product, PRODUCT);
  assert.deepEqual(await filesIn(stateDir), expected());
  for (const path of Object.keys((await contentOf(stateDir)) ?? {}))
    assert.equal((await stat(join(stateDir, path))).mode & 0o077, 0, path);
});

test('a backup that is refused leaves no trace', async (t) => {
  const dir = await temporaryFolder(t);
  const [file, stateDir] = [join(dir, 'file'), join(dir, 'state')];
  await writeSample(file);
  await writeFile(file, (await readFile(file)).subarray(0, -1));
  await assert.rejects(restoreBackup({ ...OPTIONS, file, stateDir }), { code: 'damaged' });
  assert.equal(await contentOf(stateDir), undefined);
});

test('a restore onto any data of a game is refused, and nothing has changed', async (t) => {
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
    await writeFile(join(stateDir, path), 'what was');
    const before = await contentOf(stateDir);
    await assert.rejects(restoreBackup({ ...OPTIONS, file, stateDir }), {
      code: 'data_present',
      message: /--replace/,
    });
    assert.deepEqual(await contentOf(stateDir), before);
  }
});

test('with --replace the former data is kept beside the new, and nothing of it is in its place', async (t) => {
  const dir = await temporaryFolder(t);
  const [file, stateDir] = [join(dir, 'file'), join(dir, 'state')];
  await writeSample(file);
  await restoreBackup({ ...OPTIONS, file, stateDir });
  for (const path of LEARNT) {
    await mkdir(join(stateDir, path, '..'), { recursive: true });
    await writeFile(join(stateDir, path), 'what was');
  }
  await restoreBackup({ ...OPTIONS, file, stateDir, replace: true });
  const files = await filesIn(stateDir);
  assert.deepEqual(withoutFormer(files), expected());
  const isFormer = ([path]: [string, string]) => /\/former-\d{8}T\d{6}Z\//.test(path);
  const former = Object.entries(files)
    .filter(isFormer)
    .map(([path, content]) => [path.replace(/former-[^/]+\//, ''), content]);
  assert.deepEqual(Object.fromEntries(former), {
    ...expected(),
    ...Object.fromEntries(LEARNT.map((path) => [path, 'what was'])),
  });
});

test('what cannot be written takes back all that was', async (t) => {
  const dir = await temporaryFolder(t);
  const [file, stateDir] = [join(dir, 'file'), join(dir, 'state')];
  await writeSample(file);
  await mkdir(stateDir);
  await writeFile(join(stateDir, 'secrets'), 'not a folder');
  await assert.rejects(restoreBackup({ ...OPTIONS, file, stateDir }), {
    code: 'file_unusable',
    message: /state cannot be written/,
  });
  assert.deepEqual(await filesIn(stateDir), { secrets: 'not a folder' });
});

test('no store starts where a restore broke off', async (t) => {
  const stateDir = await temporaryFolder(t);
  await makeStages(stateDir);
  const started = run('sh', [join(REPOSITORY, 'deploy/redis/start.sh'), 'store'], {
    cwd: join(stateDir, 'score-store2'),
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', AUTH_FILE: '/dev/null', REDIS_SERVER: 'true' },
  });
  await assert.rejects(started, { code: 1, stderr: /a restore broke off here: run it again/ });
});

test('a restore that ends at any moment leaves nothing, all, or what no store starts on, and can be run again', async (t) => {
  const dir = await temporaryFolder(t);
  const file = join(dir, 'file');
  await writeSample(file);
  const seen = { nothing: 0, half: 0, all: 0 };
  for (let at = 0, isKilled = true; isKilled; at++) {
    const stateDir = join(dir, `state${at}`);
    isKilled = await killedAt(at, () => restoreBackup({ ...OPTIONS, file, stateDir }));
    const found = await foldersWithData(stateDir);
    if (await isHalfRestored(stateDir)) seen.half++;
    else if (found.length === 0) seen.nothing++;
    else {
      seen.all++;
      assert.deepEqual(await filesIn(stateDir), expected(), `ended at change ${at}`);
    }
    await restoreBackup({ ...OPTIONS, file, stateDir, replace: found.length > 0 });
    assert.deepEqual(withoutFormer(await filesIn(stateDir)), expected(), `run again after change ${at}`);
  }
  assert.ok(seen.nothing > 0 && seen.half > 20 && seen.all > 0, JSON.stringify(seen));
});

test('a restore with --replace that ends at any moment loses nothing of what was', async (t) => {
  const dir = await temporaryFolder(t);
  const file = join(dir, 'file');
  await writeSample(file);
  const seen = { before: 0, half: 0, after: 0 };
  for (let at = 0, isKilled = true; isKilled; at++) {
    const stateDir = join(dir, `state${at}`);
    for (const path of LEARNT) {
      await mkdir(join(stateDir, path, '..'), { recursive: true });
      await writeFile(join(stateDir, path), `what was ${path}`);
    }
    isKilled = await killedAt(at, () => restoreBackup({ ...OPTIONS, file, stateDir, replace: true }));
    const files = await filesIn(stateDir);
    const isHalf = await isHalfRestored(stateDir);
    for (const path of LEARNT) {
      const kept = Object.entries(files).filter(([, content]) => content === `what was ${path}`);
      assert.equal(kept.length, 1, `${path} after an end at change ${at}`);
    }
    const now = withoutFormer(files);
    if (isHalf) seen.half++;
    else if (now[LEARNT[0] ?? ''] !== undefined) seen.before++;
    else {
      seen.after++;
      assert.deepEqual(now, expected(), `ended at change ${at}`);
    }
    await restoreBackup({ ...OPTIONS, file, stateDir, replace: true });
    assert.deepEqual(withoutFormer(await filesIn(stateDir)), expected(), `run again after change ${at}`);
  }
  assert.ok(seen.before > 0 && seen.half > 20 && seen.after > 0, JSON.stringify(seen));
});

function withoutFormer(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.includes('/former-')));
}
