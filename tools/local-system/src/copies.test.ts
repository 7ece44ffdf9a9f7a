import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { startTestStore, type TestStore, until } from '@motus/testing';
import { askRedis } from './ask-redis.ts';
import { SystemError } from './errors.ts';
import { holdsWithin } from './holds-within.ts';

/** Starts a store with three words; also returns which of its two Redis is the primary. */
async function storeWithWords(t: TestContext) {
  const store = await startTestStore('score-store');
  t.after(() => store.stop());
  const primary = await store.untilHealthy();
  const [replica = 0] = store.ports.filter((port) => port !== primary);
  const ask = async (port: number, ...commands: string[]) =>
    (await askRedis(port, store.connection.password, ...commands)) ?? '';
  /** Writes and counts like `commit` of libs/store. */
  const write = (port: number, word: string) =>
    ask(port, `SET ${word} yes`, 'INCR store:commits', 'WAIT 1 500');
  for (const word of ['BALLON', 'BATEAU', 'BUREAU'])
    assert.match(await write(primary, word), /\+OK\r\n:\d+\r\n:1\r/);
  await until(async () => existsSync(store.knownFile));
  await store.untilWritten();
  return { store, primary, replica, ask, write };
}

/** The append-only file with the latest commands of the node with a port. */
function newestFile(store: TestStore, port: number): string {
  const manifest = readFileSync(manifestOf(store, port), 'utf8');
  const [name = ''] = Array.from(manifest.matchAll(/^file (\S+) seq \d+ type i/gm), ([, file]) => file).slice(
    -1,
  );
  return join(store.folder(port), 'appendonlydir', name);
}

function manifestOf(store: TestStore, port: number): string {
  return join(store.folder(port), 'appendonlydir/appendonly.aof.manifest');
}

async function assertWords(
  { store, ask }: Awaited<ReturnType<typeof storeWithWords>>,
  words = ['BALLON', 'BATEAU', 'BUREAU'],
): Promise<void> {
  await store.untilHealthy();
  for (const port of store.ports)
    for (const word of words)
      assert.match(await ask(port, `GET ${word}`), /\r\nyes\r\n/, `${word} on ${port}`);
}

/** Ways to damage the files of one copy. */
const DAMAGES: Record<string, (store: TestStore, port: number) => Promise<void>> = {
  'garbage at its end': (store, port) => appendFile(newestFile(store, port), 'garbage'),
  'zero bytes in its middle': async (store, port) => {
    const content = await readFile(newestFile(store, port));
    const at = content.indexOf('BATEAU') - 20;
    await writeFile(newestFile(store, port), content.fill(0, at, at + 16));
  },
  'a changed byte in the name of a command': async (store, port) => {
    const content = await readFile(newestFile(store, port), 'latin1');
    await writeFile(newestFile(store, port), content.replace(/SET(?=\r\n\$6\r\nBATEAU)/, 'SEX'), 'latin1');
  },
  'a length that leads beyond its end': async (store, port) => {
    const content = await readFile(newestFile(store, port), 'latin1');
    await writeFile(newestFile(store, port), content.replace(/\$6(?=\r\nBATEAU)/, '$6000'), 'latin1');
  },
  'a changed byte in its snapshot': async (store, port) => {
    const [base = ''] = globSync(join(store.folder(port), 'appendonlydir/*.base.rdb'));
    const content = await readFile(base);
    content[40] = (content[40] ?? 0) ^ 1;
    await writeFile(base, content);
  },
  'a file missing that its manifest names': (store, port) => rm(newestFile(store, port)),
  'its manifest missing': (store, port) => rm(manifestOf(store, port)),
  'a manifest of garbage': (store, port) => writeFile(manifestOf(store, port), 'garbage\n'),
};

describe('a store with two different copies', { concurrency: 3 }, () => {
  for (const role of ['primary', 'replica'] as const) {
    it(`keeps its data when the ${role} has lost its disk`, async (t) => {
      const context = await storeWithWords(t);
      const { store } = context;
      const lost = context[role];
      await store.crash();
      await rm(store.folder(lost), { recursive: true });
      await store.start();
      await assertWords(context);
    });

    it(`keeps its data when the ${role} restarts at once without its disk while the other runs`, async (t) => {
      const context = await storeWithWords(t);
      const { store } = context;
      const lost = context[role];
      await store.kill(lost);
      await rm(store.folder(lost), { recursive: true });
      await store.start(lost);
      await assertWords(context);
    });

    it(`keeps its data when the ${role} starts without its disk long before the other`, async (t) => {
      const context = await storeWithWords(t);
      const { store } = context;
      const lost = context[role];
      await store.crash();
      await rm(store.folder(lost), { recursive: true });
      const started = store.start(lost);
      await until(async () => store.lines.some((line) => /^waits for /.test(line)));
      // Longer than a node with data waits for its twin.
      const [other = 0] = store.ports.filter((port) => port !== lost);
      assert.equal(await holdsWithin(async () => (await context.ask(lost, 'PING')) !== '', 4000), false);
      await Promise.all([started, store.start(other)]);
      await assertWords(context);
    });

    it(`prefers the copy with more commits when that of the ${role} was truncated`, async (t) => {
      const context = await storeWithWords(t);
      const { store } = context;
      const shorter = context[role];
      await store.crash();
      const file = newestFile(store, shorter);
      const content = await readFile(file);
      // Truncated after a complete command.
      await truncate(file, content.indexOf('*3\r\n$3\r\nSET\r\n$6\r\nBUREAU'));
      await store.start();
      await assertWords(context);
    });

    for (const [damage, inflict] of Object.entries(DAMAGES)) {
      it(`uses the other copy when that of the ${role} has ${damage}`, async (t) => {
        const context = await storeWithWords(t);
        const { store } = context;
        const damaged = context[role];
        await store.crash();
        await inflict(store, damaged);
        await store.start();
        await assertWords(context);
        const [aside = ''] = globSync('appendonlydir.damaged-*', { cwd: store.folder(damaged) });
        assert.ok(
          existsSync(join(store.folder(damaged), aside, 'appendonly.aof.1.base.rdb')),
          'the damaged copy is kept',
        );
        const logged = store.lines.filter((line) =>
          line.includes(`is kept in ${store.folder(damaged)}/${aside};`),
        );
        assert.equal(logged.length, 1, store.lines.join('\n'));
      });
    }
  }

  it('accepts a copy with an incomplete last command, and uses the other one', async (t) => {
    const context = await storeWithWords(t);
    const { store, primary } = context;
    await store.crash();
    const file = newestFile(store, primary);
    await truncate(file, (await readFile(file)).length - 3);
    await store.start();
    await assertWords(context);
    assert.deepEqual(globSync('appendonlydir.damaged-*', { cwd: store.folder(primary) }), []);
  });

  it('closes gaps of zero bytes in both copies, and keeps the original files', async (t) => {
    const context = await storeWithWords(t);
    const { store } = context;
    await store.crash();
    for (const port of store.ports) {
      const file = newestFile(store, port);
      const content = await readFile(file);
      const at = Math.max(content.lastIndexOf('*2\r\n$4\r\nINCR'), 0);
      const gap = Buffer.alloc(5000);
      await writeFile(file, Buffer.concat([content.subarray(0, at), gap, content.subarray(at), gap]));
    }
    await store.start();
    await assertWords(context);
    for (const port of store.ports) {
      const logged = store.lines.filter((line) =>
        line.startsWith(`closed what Redis cannot read in ${store.folder(port)}: 5000`),
      );
      assert.equal(logged.length, 1, store.lines.join('\n'));
      assert.equal(
        globSync('appendonlydir.gaps-*', { cwd: store.folder(port) }).length,
        1,
        'the original files are kept',
      );
    }
  });

  it('refuses to start empty when the store has had data, and says how to allow it', async (t) => {
    const { store, ask } = await storeWithWords(t);
    await store.crash();
    for (const port of store.ports) await rm(store.folder(port), { recursive: true });
    const refusal = await refusedStart(store);
    assert.match(refusal, /have both lost their data, which there has been since 20\d\d-/);
    assert.ok(refusal.includes(`remove the file ${store.knownFile} to begin anew`), refusal);

    await rm(store.knownFile);
    await store.start();
    assert.match(await ask(await store.untilHealthy(), 'DBSIZE'), /^:0\r/m);
  });

  it('refuses to start with two damaged copies, logs what a repair would cut off, and changes nothing', async (t) => {
    const context = await storeWithWords(t);
    const { store } = context;
    await store.crash();
    for (const port of store.ports) await appendFile(newestFile(store, port), 'garbage');
    const files = store.ports.map((port) => newestFile(store, port));
    const before = files.map((file) => readFileSync(file));
    const refusal = await refusedStart(store);
    for (const port of store.ports) {
      const manifest = join(store.folder(port), 'appendonlydir.damaged/appendonly.aof.manifest');
      const command = `"redis-check-aof --fix ${manifest}" would cut off 7 of the`;
      assert.ok(refusal.includes(command), refusal);
    }
    const kept = files.map((file) => readFileSync(file.replace('appendonlydir', 'appendonlydir.damaged')));
    assert.deepEqual(kept, before);

    // The logged command repairs the copy.
    const [first = 0] = store.ports;
    execFileSync('sh', [
      '-c',
      `yes | redis-check-aof --fix ${join(store.folder(first), 'appendonlydir.damaged/appendonly.aof.manifest')}`,
    ]);
    await store.start();
    await assertWords(context);
  });

  it('refuses to start when one copy is lost and the other one damaged', async (t) => {
    const { store, primary, replica } = await storeWithWords(t);
    await store.crash();
    await rm(store.folder(primary), { recursive: true });
    const file = newestFile(store, replica);
    await appendFile(file, 'garbage');
    assert.match(
      await refusedStart(store),
      /lost its data, and that of \S+ is damaged: .*would cut off 7 of/,
    );
    assert.ok(existsSync(file.replace('appendonlydir', 'appendonlydir.damaged')));
  });

  it('starts without its twin after a while, and keeps the copy of a twin that comes later with more commits', async (t) => {
    const context = await storeWithWords(t);
    const { store, primary, replica, ask, write } = context;
    await store.kill(replica);
    await write(primary, 'BOUGIE');
    await write(primary, 'BOUTON');
    await store.crash();
    const file = newestFile(store, primary);
    // The replica starts alone, without the two new words.
    await store.start(replica);
    await until(async () => /role:master/.test(await ask(replica, 'INFO replication')));
    await store.start(primary);
    await assertWords(context);
    const [kept = ''] = globSync('appendonlydir.ahead-*', { cwd: store.folder(primary) });
    assert.ok(
      store.lines.some((line) => line.endsWith(`its copy is kept in ${store.folder(primary)}/${kept}`)),
    );
    assert.match(readFileSync(join(store.folder(primary), kept, basename(file)), 'latin1'), /BOUTON/);
  });
});

/** Starts a store, and returns the line with which it refuses to start. */
async function refusedStart(store: TestStore): Promise<string> {
  const seen = store.lines.length;
  const refusal = () => store.lines.slice(seen).find((line) => line.startsWith('refuses to start: '));
  const failed = assert.rejects(store.start(), SystemError);
  const refuses = await holdsWithin(async () => refusal() !== undefined, 20_000);
  assert.ok(refuses, store.lines.slice(seen).join('\n'));
  await store.crash();
  await failed;
  return refusal() ?? '';
}
