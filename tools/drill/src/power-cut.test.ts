import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { askRedis, ensureProgram, freePort } from '@motus/local-system';
import { until } from '@motus/testing';
import { cutPowerOf, makeDisk, missingDiskRequirement } from './disk.ts';

const missing = missingDiskRequirement();
/** Writes that are acknowledged with `appendfsync always`, so that something is left after every power cut. */
const SYNCED_WRITES = 100;
/** All acknowledged writes, including those after them. */
const WRITES = 200;
const PASSWORD = 'x';

/**
 * Counts the acknowledged writes that a Redis still has after a power cut.
 *
 * @param appendfsync the setting for the writes after the first `SYNCED_WRITES`
 */
async function writesAfterPowerCut(t: TestContext, appendfsync: string): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'motus-power-'));
  const disk = await makeDisk(join(dir, 'image'), join(dir, 'data'));
  t.after(async () => {
    await disk.remove();
    await rm(dir, { recursive: true });
  });
  const first = await startRedis(disk.folder);
  for (let i = 1; i <= WRITES; i++) {
    assert.match((await first.ask('INCR writes')) ?? '', new RegExp(`:${i}\r`));
    if (i === SYNCED_WRITES) await first.ask(`CONFIG SET appendfsync ${appendfsync}`);
  }
  await Promise.all([first.kill(), cutPowerOf([disk])]);
  await disk.restorePower();
  const second = await startRedis(disk.folder);
  const reply = (await second.ask('GET writes')) ?? '';
  await second.kill();
  const left = /\$\d+\r\n(\d+)/.exec(reply)?.[1];
  assert.ok(left !== undefined, `no write is left to compare: ${JSON.stringify(reply)}`);
  return Number(left);
}

const skip = missing !== undefined && `needs ${missing}`;

test('with appendfsync always every acknowledged write survives a power cut', { skip }, async (t) => {
  assert.equal(await writesAfterPowerCut(t, 'always'), WRITES);
});

test('with appendfsync no a power cut loses acknowledged writes', { skip }, async (t) => {
  const left = await writesAfterPowerCut(t, 'no');
  assert.ok(left >= SYNCED_WRITES && left < WRITES, `${left} of ${WRITES} are left`);
});

async function startRedis(dir: string) {
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir,
    requirepass: PASSWORD,
    appendonly: 'yes',
    appendfsync: 'always',
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
