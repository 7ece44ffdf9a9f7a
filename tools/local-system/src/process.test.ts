import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { until } from '@motus/testing';
import { type Launch, launch } from './process.ts';

const shell = (script: string, stopWithin = 10_000): Launch => ({
  command: '/bin/sh',
  args: ['-c', script],
  env: process.env,
  cwd: '/',
  stopSignal: 'SIGTERM',
  stopWithin,
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('passes on every line of both outputs, and keeps the last ones', async () => {
  const lines: string[] = [];
  const script = 'echo first >&2; for i in 1 2 3; do echo "$i"; done; printf unfinished; exit 7';
  const running = await launch('shell', shell(script), (name, line) => lines.push(`${name}: ${line}`));
  assert.deepEqual(await running.ended, { code: 7, signal: null });
  assert.deepEqual(lines.sort(), ['shell: 1', 'shell: 2', 'shell: 3', 'shell: first', 'shell: unfinished']);
  assert.equal(running.lastLines.length, 5);
});

test('names a program that cannot be started', async () => {
  const spec = { ...shell(''), command: '/nowhere/haproxy' };
  await assert.rejects(
    launch('haproxy', spec, () => undefined),
    { name: 'SystemError', message: /^haproxy could not be started: .*ENOENT/ },
  );
});

test('ends a process that ignores SIGTERM, and a stopped one', async () => {
  const ignoring = await launch(
    'ignoring',
    shell("trap '' TERM; echo ignoring; while :; do sleep 0.05; done", 100),
    () => undefined,
  );
  await until(async () => ignoring.lastLines.includes('ignoring'));
  await ignoring.stop();
  assert.equal((await ignoring.ended).signal, 'SIGKILL');

  const stopped = await launch('stopped', { ...shell(''), command: 'sleep', args: ['600'] }, () => undefined);
  stopped.kill('SIGSTOP');
  await stopped.stop();
  assert.equal((await stopped.ended).signal, 'SIGTERM');
});

test('kills a process when its parent is killed', async () => {
  const parent = spawn(process.execPath, [join(import.meta.dirname, 'test/parent.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: parent.stdout }), 'line');
  assert.ok(isAlive(Number(line)));
  parent.kill('SIGKILL');
  await until(async () => !isAlive(Number(line)));
});
