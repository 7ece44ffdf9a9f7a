import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ensureProgram } from '@motus/local-system';
import { type DamagePosition, damageFile } from './damage-file.ts';

const COMMANDS = ['a', 'b', 'c'].map((key) => `*3\r\n$3\r\nSET\r\n$1\r\n${key}\r\n$1\r\n1\r\n`).join('');

for (const position of ['end', 'middle'] as const) {
  test(`damage at the ${position} changes the newest file, and Redis refuses to read it`, async (t) => {
    const { folder, files } = await dataFolder(COMMANDS);
    t.after(() => rm(folder, { recursive: true }));
    assert.equal(await isReadable(files.newest), true);
    assert.equal(await damageFile(folder, position), files.newest);
    assert.equal(await readFile(files.older, 'utf8'), '');
    const damaged = await readFile(files.newest, 'utf8');
    assert.equal(damaged.startsWith(COMMANDS), position === 'end');
    assert.equal(damaged.length === COMMANDS.length, position === 'middle');
    assert.equal(await isReadable(files.newest), false);
  });
}

test('a file without a command is damaged at its end', async (t) => {
  const { folder, files } = await dataFolder('');
  t.after(() => rm(folder, { recursive: true }));
  await damageFile(folder, 'middle' satisfies DamagePosition);
  assert.match(await readFile(files.newest, 'utf8'), /garbage/);
});

test('a folder without append-only files is an error', async () => {
  await assert.rejects(damageFile('/nowhere', 'end'), /no append-only file/);
});

async function dataFolder(commands: string) {
  const folder = await mkdtemp(join(tmpdir(), 'motus-damage-'));
  const dir = join(folder, 'appendonlydir');
  await mkdir(dir);
  const files = {
    older: join(dir, 'appendonly.aof.1.incr.aof'),
    newest: join(dir, 'appendonly.aof.2.incr.aof'),
  };
  await writeFile(files.older, '');
  await utimes(files.older, 1, 1);
  await writeFile(files.newest, commands);
  return { folder, files };
}

/** Whether Redis can read the file, according to redis-check-aof, which is redis-server under another name. */
async function isReadable(file: string): Promise<boolean> {
  const program = await ensureProgram('redis-server');
  return spawnSync(program, [file], { argv0: 'redis-check-aof' }).status === 0;
}
