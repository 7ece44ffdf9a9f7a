import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { writeBackupFile } from './backup-file.ts';

test('writes a backup that only its owner can read', async (t) => {
  const file = join(await temporaryFolder(t), 'file');
  assert.equal(await writeBackupFile(file, stream('motus-backup 1')), 14);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('replaces an older backup, but no other file', async (t) => {
  const dir = await temporaryFolder(t);
  await writeFile(join(dir, 'old'), 'motus-backup 1, the old one');
  await writeBackupFile(join(dir, 'old'), stream('motus-backup 1, the new one'));
  assert.match(await readFile(join(dir, 'old'), 'utf8'), /the new one/);
  await writeFile(join(dir, 'notes'), 'my notes');
  await assert.rejects(writeBackupFile(join(dir, 'notes'), stream('motus-backup 1')), {
    code: 'file_unusable',
  });
  assert.equal(await readFile(join(dir, 'notes'), 'utf8'), 'my notes');
});

test('keeps the older backup and no temporary file when the backup fails', async (t) => {
  const dir = await temporaryFolder(t);
  await writeFile(join(dir, 'file'), 'motus-backup 1, the old one');
  await assert.rejects(
    writeBackupFile(join(dir, 'file'), stream('motus-backup 1', new Error('gone'))),
    /gone/,
  );
  assert.deepEqual(await readdir(dir), ['file']);
  assert.match(await readFile(join(dir, 'file'), 'utf8'), /the old one/);
});

test('fails with file_unusable when the folder does not exist', async (t) => {
  const file = join(await temporaryFolder(t), 'no/file');
  await assert.rejects(writeBackupFile(file, stream('motus-backup 1')), { code: 'file_unusable' });
});

async function* stream(text: string, error?: Error): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
  if (error !== undefined) throw error;
}
