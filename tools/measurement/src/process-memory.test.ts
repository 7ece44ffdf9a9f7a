import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { processMemory } from './process-memory.ts';

const MIB = 2 ** 20;

test('sums the peaks of all processes of an instance, including memory that they have freed', async (t) => {
  const hold = (mib: number) => `{ const b = Buffer.alloc(${mib} * 2 ** 20, 1); b.fill(2) }`;
  // A group leader with one child: the child prints a line after both have allocated and released their buffers.
  const child = `${hold(100)}; console.log("child"); setInterval(() => {}, 1e6)`;
  const leader = `${hold(60)}
    require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });
    setInterval(() => {}, 1e6)`;
  const group = spawn(process.execPath, ['-e', leader], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = group.pid ?? 0;
  t.after(() => process.kill(-pid, 'SIGKILL'));
  await once(group.stdout, 'data');
  const memory = await processMemory(new Map([['both', pid]]));
  assert.deepEqual([...memory.keys()], ['both']);
  const both = (memory.get('both') ?? 0) / MIB;
  assert.ok(both > 160 && both < 500, `${both} MiB`);
});
