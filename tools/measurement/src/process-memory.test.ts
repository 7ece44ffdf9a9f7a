import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { processMemory } from './process-memory.ts';

const MIB = 2 ** 20;

test('an instance has the memory of all its processes, and keeps its peak when it has freed it', async (t) => {
  const hold = (mib: number) => `{ const b = Buffer.alloc(${mib} * 2 ** 20, 1); b.fill(2) }`;
  // A leader with one child in its group; both say when they have had what they take.
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
