import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Controls, nativeTarget } from './target-native.ts';

const COMMAND = '*1\r\n$4\r\nPING\r\n';

/** A system of one store whose processes are none, with data folders that are. */
async function stoppedSystem(t: TestContext, fresh: boolean) {
  const stateDir = await mkdtemp(join(tmpdir(), 'motus-target-'));
  t.after(() => rm(stateDir, { recursive: true }));
  const names = ['score-store1', 'score-store2'];
  for (const name of names) {
    await mkdir(join(stateDir, name, 'appendonlydir'), { recursive: true });
    await writeFile(join(stateDir, name, 'appendonlydir/appendonly.aof.1.incr.aof'), COMMAND);
    await writeFile(join(stateDir, name, 'store.conf'), 'replicaof 127.0.0.1 1\n');
  }
  const states = new Map(names.map((name) => [name, 'running']));
  const done: string[] = [];
  const controls: Controls = {
    list: async () => names.map((name) => ({ name, port: 1, state: states.get(name) ?? '' })),
    async kill(name, signal) {
      done.push(`${signal} ${name}`);
      states.set(name, 'stopped');
    },
    async start(name) {
      done.push(`start ${name}`);
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
    fresh,
    description: '',
  });
  return { target, done, folder: (name: string) => join(stateDir, name) };
}

test('a node that loses its disk is killed, loses all that it had, and comes back', async (t) => {
  const { target, done, folder } = await stoppedSystem(t, true);
  await target.inject('score-store1', 'disk-lost');
  assert.deepEqual(done, ['SIGKILL score-store1']);
  assert.deepEqual(await readdir(folder('score-store1')), []);
  assert.deepEqual((await readdir(folder('score-store2'))).length, 2);
  await target.revert('score-store1', 'disk-lost');
  assert.deepEqual(done, ['SIGKILL score-store1', 'start score-store1']);
});

test('a node whose file is damaged is killed first, and keeps all else', async (t) => {
  const { target, done, folder } = await stoppedSystem(t, true);
  await target.inject('score-store2', 'file-damaged');
  assert.deepEqual(done, ['SIGKILL score-store2']);
  const file = await readFile(
    join(folder('score-store2'), 'appendonlydir/appendonly.aof.1.incr.aof'),
    'utf8',
  );
  assert.ok(file.startsWith(COMMAND) && file.length > COMMAND.length);
  assert.ok((await readdir(folder('score-store2'))).includes('store.conf'));
});

for (const fault of ['disk-lost', 'file-damaged'] as const) {
  test(`${fault} is not done to data of others when no healthy twin has them too`, async (t) => {
    const { target, done, folder } = await stoppedSystem(t, false);
    await mkdir(join(folder(''), 'secrets/score-store'), { recursive: true });
    await writeFile(join(folder(''), 'secrets/score-store/auth.conf'), 'requirepass x\n');
    await assert.rejects(target.inject('score-store1', fault), /score-store1 may have the only copy/);
    assert.deepEqual(done, []);
    assert.equal((await readdir(folder('score-store1'))).length, 2);
  });
}

test('what wants disks of its own or containers is impossible, with the reason', async (t) => {
  const { target } = await stoppedSystem(t, false);
  assert.deepEqual(
    (['disk-full', 'power-cut', 'cut', 'disk-lost'] as const).map((fault) => target.impossible(fault)),
    ['there are none', 'there are none', 'wants containers', undefined],
  );
});
