import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { BackupErrorCode } from './errors.ts';
import { verifyBackup } from './read-backup.ts';
import { emptyRdb, PASSPHRASE, PRODUCT, sampleFiles, TARGET, writeSample } from './test/sample-backup.ts';
import { temporaryFolder } from './test/temporary-folder.ts';

const OPTIONS = { passphrase: PASSPHRASE, product: PRODUCT, target: TARGET };

test('accepts a valid backup, however the accents of the passphrase are composed', async (t) => {
  const file = await sample(t);
  const header = await verifyBackup({ ...OPTIONS, file });
  assert.deepEqual(header, { product: PRODUCT, createdAt: '2026-11-27T07:00:00.000Z' });
  await verifyBackup({ ...OPTIONS, file, passphrase: PASSPHRASE.normalize('NFD') });
});

test('rejects a wrong passphrase', async (t) => {
  const file = await sample(t);
  await assert.rejects(verifyBackup({ ...OPTIONS, file, passphrase: 'pêche et the' }), {
    code: 'passphrase_wrong',
  });
});

test('rejects a missing file, a folder, and a file that is not a backup', async (t) => {
  const file = join(await temporaryFolder(t), 'file');
  await assert.rejects(verifyBackup({ ...OPTIONS, file }), { code: 'file_unusable' });
  await assert.rejects(verifyBackup({ ...OPTIONS, file: join(file, '..') }), { code: 'file_unusable' });
  for (const content of ['', 'REDIS0010', 'x'.repeat(100_000), 'motus-backup\n', 'motus-backup one\n{}\n']) {
    await writeFile(file, content);
    await assert.rejects(verifyBackup({ ...OPTIONS, file }), { code: 'not_a_backup' });
  }
});

test('rejects another format version and names both versions', async (t) => {
  const file = await sample(t);
  const content = await readFile(file, 'latin1');
  await writeFile(file, content.replace('motus-backup 1\n', 'motus-backup 2\n'), 'latin1');
  await assert.rejects(verifyBackup({ ...OPTIONS, file }), {
    code: 'other_version',
    message: /format 2.*reads format 1/,
  });
});

test('rejects a backup of another version of Motus and names both versions', async (t) => {
  for (const product of ['0.0.9', '0.1.1']) {
    const file = join(await temporaryFolder(t), 'file');
    await writeSample(file, sampleFiles(), product);
    await assert.rejects(verifyBackup({ ...OPTIONS, file }), {
      code: 'other_version',
      message: new RegExp(`Motus ${product}.*Motus ${PRODUCT}`),
    });
  }
});

test('rejects data of a newer Redis and names both versions', async (t) => {
  const files = sampleFiles();
  files[1] = [{ name: 'auth-store.rdb', redis: '8.0.2' }, emptyRdb(12)];
  await assertRejectedWith(t, files, 'newer_redis', /Redis 8\.0\.2.*7\.0\.15/);
});

test('rejects a backup without a store or a required secret', async (t) => {
  await assertRejectedWith(t, sampleFiles().slice(1), 'damaged', /score-store/);
  await assertRejectedWith(t, sampleFiles().slice(0, -1), 'secrets_missing', /daily-word-key/);
});

test('rejects an unexpected file, a path outside the backup, and a duplicate', async (t) => {
  for (const name of [
    'secrets/../../passwd',
    '/etc/passwd',
    'ports.json',
    'secrets/auth/../x',
    'auth-store.rdb',
  ])
    await assertRejectedWith(t, [...sampleFiles(), [{ name }, emptyRdb()]], 'damaged');
});

test('rejects an RDB file that is incomplete or has a wrong checksum', async (t) => {
  const whole = emptyRdb();
  const altered = Buffer.from(whole);
  altered[12] = (altered[12] ?? 0) ^ 1;
  for (const data of [
    whole.subarray(0, -1),
    whole.subarray(0, 9),
    Buffer.alloc(0),
    altered,
    Buffer.from('x'),
  ]) {
    const files = sampleFiles();
    files[0] = [{ name: 'score-store.rdb', redis: '7.0.15' }, data];
    await assertRejectedWith(t, files, 'damaged');
  }
});

test('rejects a backup truncated at any byte, or with trailing bytes', async (t) => {
  const file = await sample(t);
  const whole = await readFile(file);
  for (let length = 0; length < whole.length; length++) {
    await writeFile(file, whole.subarray(0, length));
    await assertAnyRejection(file, `truncated after ${length} of ${whole.length} bytes`);
  }
  for (const more of ['\n', whole]) {
    await writeFile(file, Buffer.concat([whole, Buffer.from(more)]));
    await assertAnyRejection(file, 'with trailing bytes');
  }
});

test('rejects a backup with any byte altered', async (t) => {
  const file = await sample(t);
  const whole = await readFile(file);
  for (let at = 0; at < whole.length; at++) {
    const altered = Buffer.from(whole);
    altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
    await writeFile(file, altered);
    await assertAnyRejection(file, `byte ${at} of ${whole.length} altered`);
  }
});

async function sample(t: TestContext): Promise<string> {
  const file = join(await temporaryFolder(t), 'file');
  await writeSample(file);
  return file;
}

async function assertRejectedWith(
  t: TestContext,
  files: Parameters<typeof writeSample>[1],
  code: BackupErrorCode,
  message = /./,
): Promise<void> {
  const file = join(await temporaryFolder(t), 'file');
  await writeSample(file, files);
  await assert.rejects(verifyBackup({ ...OPTIONS, file }), { code, message });
}

/** Asserts that the file is rejected with a `BackupError` of any code. */
async function assertAnyRejection(file: string, what: string): Promise<void> {
  await assert.rejects(verifyBackup({ ...OPTIONS, file }), { name: 'BackupError' }, what);
}
