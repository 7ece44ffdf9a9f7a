import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Instance, REPOSITORY } from '@motus/local-system';
import { restartOnSave, sourceFolders } from './restart-on-save.ts';

/** Replaces a file by another, as editors and git do. */
function save(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** A program that prints a word, and then runs until it is ended. */
const program = (word: string) => `console.log('runs ${word}');\nsetInterval(() => undefined, 1000);\n`;

/**
 * Runs a program that restarts when a file in its folder is saved.
 *
 * @returns its file, all lines of its log, and a function that resolves once such a line was logged
 */
async function runProgram(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'motus-restart-'));
  const file = join(folder, 'server.ts');
  writeFileSync(file, program('first'));
  const lines: string[] = [];
  const logged = new EventEmitter();
  const log = (_name: string, line: string) => {
    lines.push(line);
    logged.emit('line');
  };
  const has = async (text: string) => {
    const signal = AbortSignal.timeout(20_000);
    while (!lines.some((line) => line.includes(text))) await once(logged, 'line', { signal });
  };
  const launch = {
    command: process.execPath,
    args: [file],
    env: { PATH: process.env.PATH },
    cwd: folder,
    stopSignal: 'SIGTERM',
    stopWithin: 5000,
  } as const;
  let printed = 0;
  const instance = new Instance(
    {
      name: 'program',
      port: 0,
      launch,
      // Ready once it has printed something since the last start.
      ready: async () => lines.slice(printed).some((line) => line.startsWith('runs')),
      readyWithin: 20_000,
    },
    log,
  );
  const system = {
    kill: () => instance.kill('SIGKILL'),
    start: () => {
      printed = lines.length;
      return instance.start();
    },
    list: () => [instance.status()],
  };
  await system.start();
  const end = restartOnSave(system, [{ name: 'program', folders: [folder] }], log);
  t.after(async () => {
    end();
    await instance.stop();
    rmSync(folder, { recursive: true });
  });
  return { folder, file, lines, has, instance };
}

const restartsIn = (lines: readonly string[]) => lines.filter((line) => line.endsWith('restarting')).length;

test('a service restarts each time that another file replaces one of its files', async (t) => {
  const { file, has } = await runProgram(t);
  for (const word of ['second', 'third', 'fourth']) {
    save(file, program(word));
    await has(`runs ${word}`);
  }
});

test('a service that cannot start stays down until the next save', async (t) => {
  const { file, has, instance } = await runProgram(t);
  save(file, 'const broken = ;');
  await has('the next save starts it again');
  assert.equal(instance.status().state, 'stopped');
  save(file, program('mended'));
  await has('runs mended');
});

test('files saved at about the same time cause one restart, tests and other kinds of files none', async (t) => {
  const { folder, file, lines, has } = await runProgram(t);
  mkdirSync(join(folder, 'test'));
  for (const name of ['server.test.ts', 'test/fixture.ts', 'README.md']) save(join(folder, name), '');
  for (const name of ['a.lua', 'b.css']) save(join(folder, name), '');
  save(file, program('second'));
  await has('runs second');
  assert.equal(restartsIn(lines), 1);
  assert.ok(!lines.some((line) => /test|README/.test(line)), lines.join('\n'));
});

test('a service that was stopped by its name stays down', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'motus-restart-'));
  const killed: string[] = [];
  const restarted = Promise.withResolvers<void>();
  const status = { port: 0, restarts: 0 };
  const system = {
    kill: (name: string) => void killed.push(name),
    start: async () => restarted.resolve(),
    list: () => [
      { ...status, name: 'stopped', state: 'stopped' as const },
      { ...status, name: 'running', state: 'running' as const },
    ],
  };
  const services = ['stopped', 'running'].map((name) => ({ name, folders: [folder] }));
  const end = restartOnSave(system, services, () => undefined);
  t.after(() => {
    end();
    rmSync(folder, { recursive: true });
  });
  save(join(folder, 'server.ts'), program('second'));
  await restarted.promise;
  assert.deepEqual([...new Set(killed)], ['running']);
});

test('the sources of a service are its own and those of the libraries that it uses, directly or not', () => {
  const folders = sourceFolders('motus');
  for (const used of ['apps/motus/src', 'libs/service/src', 'libs/log-delivery/src'])
    assert.ok(folders.includes(join(REPOSITORY, used)), used);
  assert.ok(!folders.includes(join(REPOSITORY, 'libs/store/src')));
  assert.ok(!folders.includes(join(REPOSITORY, 'apps/score/src')));
});
