import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { askRedis, ensureProgram, freePort } from '@motus/local-system';
import { until } from '@motus/testing';
import { followLogs, type LogFiles } from './log-files.ts';
import { readPositions } from './positions.ts';

let dir: string;
let logs: LogFiles | undefined;
let redis: ChildProcess | undefined;
let taken: string[] = [];
let isDelivered = true;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'motus-log-files-'));
  taken = [];
  isDelivered = true;
});
afterEach(async () => {
  await logs?.stop();
  redis?.kill('SIGKILL');
  if (redis?.exitCode === null && redis.signalCode === null) await once(redis, 'exit');
  redis = undefined;
  rmSync(dir, { recursive: true });
});

const log = (name: string) => join(dir, name);
function follow(): LogFiles {
  logs = followLogs({
    folder: dir,
    positionsFile: log('positions'),
    take: (name, line) => taken.push(`${name}: ${line}`),
    isDelivered: () => isDelivered,
    notStored: (error) => assert.fail(`${error}`),
  });
  return logs;
}

test('takes each line once and complete, from existing and from new files', async () => {
  await writeFile(log('a.log'), 'one\ntwo\nhal');
  follow();
  await until(() => taken.length === 2);
  await appendFile(log('a.log'), 'f\n');
  await writeFile(log('b.log'), `été\n${'x'.repeat(70_000)}\nlast\n`);
  await until(() => taken.includes('b: last') && taken.includes('a: half'));
  assert.deepEqual(taken.slice(0, 3), ['a: one', 'a: two', 'a: half']);
  assert.equal(
    taken
      .filter((line) => line.startsWith('b: x'))
      .join('')
      .replaceAll(/b: /g, '').length,
    70_000,
  );
});

test('loses no line of a Redis whose file is rotated by renaming it', async () => {
  const port = await freePort();
  const server = await ensureProgram('redis-server');
  redis = spawn(
    server,
    ['--port', `${port}`, '--logfile', log('r.log'), '--loglevel', 'notice', '--save', '', '--dir', dir],
    { stdio: 'ignore' },
  );
  follow();
  await until(async () => (await askRedis(port, '', 'PING')) !== undefined);
  const isTaken = (i: number) => taken.some((line) => line.includes(`REPLICAOF 127.0.0.1:${i} enabled`));
  for (let i = 1; i <= 200; i += 1) {
    await askRedis(port, '', `REPLICAOF 127.0.0.1 ${i}`);
    if (i % 50 !== 0) continue;
    // One rotation at a time: it keeps one former file.
    await until(() => isTaken(i - 25));
    await rename(log('r.log'), log('r.log.1'));
  }
  await until(() => isTaken(200));
  for (let i = 1; i <= 200; i += 1) assert.ok(isTaken(i), `${i}`);
});

test('stores the position each time that a file has grown', async () => {
  follow();
  for (const [content, offset] of [
    ['one\n', 4],
    ['one\ntwo\n', 8],
  ] as const) {
    await writeFile(log('a.log'), content);
    await until(() => readPositions(log('positions')).a?.offset === offset);
  }
});

test('continues after a crash behind the last delivered line, also in a file that was rotated meanwhile', async () => {
  await writeFile(log('a.log'), 'delivered\n');
  const first = follow();
  await until(() => taken.length === 1);
  await first.stop();
  await first.savePositions();
  isDelivered = false;
  taken = [];
  await appendFile(log('a.log'), 'taken only\n');
  const second = follow();
  await until(() => taken.length === 1);
  await second.stop();
  await second.savePositions();
  await appendFile(log('a.log'), 'before the rotation\n');
  await rename(log('a.log'), log('a.log.1'));
  await writeFile(log('a.log'), 'after the rotation\n');
  taken = [];
  follow();
  await until(() => taken.length === 3);
  assert.deepEqual(taken, ['a: taken only', 'a: before the rotation', 'a: after the rotation']);
});
