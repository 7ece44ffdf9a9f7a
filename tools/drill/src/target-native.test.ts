import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { ProcessControls } from './process-controls.ts';
import { nativeTarget } from './target-native.ts';

const COMMAND = '*1\r\n$4\r\nPING\r\n';

/** A target whose process controls only record the calls, with the data folders of one store. */
async function fakeSystem(t: TestContext, exclusive: boolean) {
  const stateDir = await mkdtemp(join(tmpdir(), 'motus-target-'));
  t.after(() => rm(stateDir, { recursive: true }));
  const names = ['score-store1', 'score-store2'];
  for (const name of names) {
    await mkdir(join(stateDir, name, 'appendonlydir'), { recursive: true });
    await writeFile(join(stateDir, name, 'appendonlydir/appendonly.aof.1.incr.aof'), COMMAND);
    await writeFile(join(stateDir, name, 'store.conf'), 'replicaof 127.0.0.1 1\n');
  }
  const states = new Map(names.map((name) => [name, 'running']));
  const calls: string[] = [];
  const controls: ProcessControls = {
    list: async () => names.map((name) => ({ name, port: 1, state: states.get(name) ?? '' })),
    async kill(name, signal) {
      calls.push(`${signal} ${name}`);
      states.set(name, 'stopped');
    },
    async start(name) {
      calls.push(`start ${name}`);
      states.set(name, 'running');
    },
    killAll: async () => undefined,
    startAll: async () => undefined,
    end: async () => undefined,
  };
  const target = nativeTarget({
    controls,
    ports: { stats: 1 },
    origin: 'http://localhost:1',
    stateDir,
    disks: 'there are none',
    exclusive,
    description: '',
    prometheusPort: undefined,
  });
  return { target, calls, folder: (name: string) => join(stateDir, name) };
}

test('disk-lost kills a node and empties its data folder, and its revert starts the node', async (t) => {
  const { target, calls, folder } = await fakeSystem(t, true);
  await target.inject('score-store1', 'disk-lost');
  assert.deepEqual(calls, ['SIGKILL score-store1']);
  assert.deepEqual(await readdir(folder('score-store1')), []);
  assert.deepEqual((await readdir(folder('score-store2'))).length, 2);
  await target.revert('score-store1', 'disk-lost');
  assert.deepEqual(calls, ['SIGKILL score-store1', 'start score-store1']);
});

test('file-damaged kills a node before it damages its file, and leaves other files alone', async (t) => {
  const { target, calls, folder } = await fakeSystem(t, true);
  await target.inject('score-store2', 'file-damaged');
  assert.deepEqual(calls, ['SIGKILL score-store2']);
  const file = await readFile(
    join(folder('score-store2'), 'appendonlydir/appendonly.aof.1.incr.aof'),
    'utf8',
  );
  assert.ok(file.startsWith(COMMAND) && file.length > COMMAND.length);
  assert.ok((await readdir(folder('score-store2'))).includes('store.conf'));
});

for (const fault of ['disk-lost', 'file-damaged'] as const) {
  test(`${fault} is refused if the system is not exclusive and the twin has no complete copy`, async (t) => {
    const { target, calls, folder } = await fakeSystem(t, false);
    await mkdir(join(folder(''), 'secrets/score-store'), { recursive: true });
    await writeFile(join(folder(''), 'secrets/score-store/auth.conf'), 'requirepass x\n');
    await assert.rejects(target.inject('score-store1', fault), /score-store1 may have the only copy/);
    assert.deepEqual(calls, []);
    assert.equal((await readdir(folder('score-store1'))).length, 2);
  });
}

test('faults that need disks of the drill or containers are unsupported, with the reason', async (t) => {
  const { target } = await fakeSystem(t, false);
  assert.deepEqual(
    (['disk-full', 'power-cut', 'cut', 'disk-lost'] as const).map((fault) => target.unsupportedReason(fault)),
    ['there are none', 'there are none', 'needs containers', undefined],
  );
});
