import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { BackupErrorCode } from './errors.ts';
import { verifyBackup } from './read-backup.ts';
import { emptyRdb, HERE, PASSPHRASE, PRODUCT, sampleFiles, writeSample } from './test/sample-backup.ts';
import { temporaryFolder } from './test/temporary-folder.ts';

const OPTIONS = { passphrase: PASSPHRASE, product: PRODUCT, here: HERE };

test('a backup is accepted with its passphrase, however its accents were typed', async (t) => {
  const file = await sample(t);
  const head = await verifyBackup({ ...OPTIONS, file });
  assert.deepEqual(head, { product: PRODUCT, createdAt: '2026-11-27T07:00:00.000Z' });
  await verifyBackup({ ...OPTIONS, file, passphrase: PASSPHRASE.normalize('NFD') });
});

test('another passphrase is refused', async (t) => {
  const file = await sample(t);
  await assert.rejects(verifyBackup({ ...OPTIONS, file, passphrase: 'pêche et the' }), {
    code: 'passphrase_wrong',
  });
});

test('a file that is no backup is refused, and one that is not there', async (t) => {
  const file = join(await temporaryFolder(t), 'file');
  await assert.rejects(verifyBackup({ ...OPTIONS, file }), { code: 'file_unusable' });
  await assert.rejects(verifyBackup({ ...OPTIONS, file: join(file, '..') }), { code: 'file_unusable' });
  for (const content of ['', 'REDIS0010', 'x'.repeat(100_000), 'motus-backup\n', 'motus-backup one\n{}\n']) {
    await writeFile(file, content);
    await assert.rejects(verifyBackup({ ...OPTIONS, file }), { code: 'not_a_backup' });
  }
});

test('a backup of another format is refused with both versions', async (t) => {
  const file = await sample(t);
  const content = await readFile(file, 'latin1');
  await writeFile(file, content.replace('motus-backup 1\n', 'motus-backup 2\n'), 'latin1');
  await assert.rejects(verifyBackup({ ...OPTIONS, file }), {
    code: 'other_version',
    message: /format 2.*reads format 1/,
  });
});

test('a backup that another version of Motus has made is refused with both versions', async (t) => {
  for (const product of ['0.0.9', '0.1.1']) {
    const file = join(await temporaryFolder(t), 'file');
    await writeSample(file, sampleFiles(), product);
    await assert.rejects(verifyBackup({ ...OPTIONS, file }), {
      code: 'other_version',
      message: new RegExp(`Motus ${product}.*Motus ${PRODUCT}`),
    });
  }
});

test('data of a newer Redis is refused with both versions', async (t) => {
  const files = sampleFiles();
  files[1] = [{ name: 'auth-store.rdb', redis: '8.0.2' }, emptyRdb(12)];
  await assertRefused(t, files, 'newer_redis', /Redis 8\.0\.2.*7\.0\.15/);
});

test('a backup that lacks a store or a secret is refused', async (t) => {
  await assertRefused(t, sampleFiles().slice(1), 'damaged', /score-store/);
  await assertRefused(t, sampleFiles().slice(0, -1), 'secrets_missing', /daily-word-key/);
});

test('a backup with a file that belongs elsewhere, or twice the same, is refused', async (t) => {
  for (const name of [
    'secrets/../../passwd',
    '/etc/passwd',
    'ports.json',
    'secrets/auth/../x',
    'auth-store.rdb',
  ])
    await assertRefused(t, [...sampleFiles(), [{ name }, emptyRdb()]], 'damaged');
});

test('a store whose data Redis has not finished, or that was altered before it was sealed, is refused', async (t) => {
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
    await assertRefused(t, files, 'damaged');
  }
});

test('a backup is refused wherever it was cut off, and with anything behind it', async (t) => {
  const file = await sample(t);
  const whole = await readFile(file);
  for (let length = 0; length < whole.length; length++) {
    await writeFile(file, whole.subarray(0, length));
    await assertRejected(file, `cut off after ${length} of ${whole.length} bytes`);
  }
  for (const more of ['\n', whole]) {
    await writeFile(file, Buffer.concat([whole, Buffer.from(more)]));
    await assertRejected(file, 'with more behind it');
  }
});

test('a backup is refused whichever of its bytes was altered', async (t) => {
  const file = await sample(t);
  const whole = await readFile(file);
  for (let at = 0; at < whole.length; at++) {
    const altered = Buffer.from(whole);
    altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
    await writeFile(file, altered);
    await assertRejected(file, `byte ${at} of ${whole.length} altered`);
  }
});

async function sample(t: TestContext): Promise<string> {
  const file = join(await temporaryFolder(t), 'file');
  await writeSample(file);
  return file;
}

async function assertRefused(
  t: TestContext,
  files: Parameters<typeof writeSample>[1],
  code: BackupErrorCode,
  message = /./,
): Promise<void> {
  const file = join(await temporaryFolder(t), 'file');
  await writeSample(file, files);
  await assert.rejects(verifyBackup({ ...OPTIONS, file }), { code, message });
}

/** Refused for a reason that a person can read, whichever it is. */
async function assertRejected(file: string, what: string): Promise<void> {
  await assert.rejects(verifyBackup({ ...OPTIONS, file }), { name: 'BackupError' }, what);
}
