import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { askRedis, ensureProgram, freePort } from '@motus/local-system';
import { until } from '@motus/testing';
import { cutPowerOf, makeDisk, missingForDisks } from './disk.ts';

const missing = missingForDisks();
const WRITES = 200;
const PASSWORD = 'x';

/** How many of the acknowledged writes of a Redis are there after a power cut. */
async function leftAfterCut(t: TestContext, appendfsync: string): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'motus-power-'));
  const disk = await makeDisk(join(dir, 'image'), join(dir, 'data'));
  t.after(async () => {
    await disk.remove();
    await rm(dir, { recursive: true });
  });
  const first = await startRedis(disk.folder, appendfsync);
  for (let i = 1; i <= WRITES; i++)
    assert.match((await first.ask('INCR writes')) ?? '', new RegExp(`:${i}\r`));
  await Promise.all([first.kill(), cutPowerOf([disk])]);
  await disk.restorePower();
  const second = await startRedis(disk.folder, appendfsync);
  const left = /\$\d+\r\n(\d+)/.exec((await second.ask('GET writes')) ?? '')?.[1];
  await second.kill();
  return Number(left ?? 0);
}

const skip = missing !== undefined && `wants ${missing}`;

test('what a Redis has synced before it acknowledged survives a power cut', { skip }, async (t) => {
  assert.equal(await leftAfterCut(t, 'always'), WRITES);
});

test('what a Redis leaves to the kernel is lost in a power cut', { skip }, async (t) => {
  assert.ok((await leftAfterCut(t, 'no')) < WRITES);
});

async function startRedis(dir: string, appendfsync: string) {
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir,
    requirepass: PASSWORD,
    appendonly: 'yes',
    appendfsync,
    save: '',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const redis = spawn(await ensureProgram('redis-server'), args, { stdio: 'ignore' });
  const ended = once(redis, 'exit');
  const ask = (...commands: string[]) => askRedis(port, PASSWORD, ...commands);
  await until(async () => (await ask('PING'))?.includes('+PONG') ?? false);
  const kill = async () => {
    redis.kill('SIGKILL');
    await ended;
  };
  return { ask, kill };
}
