import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { assertPortsFree, DEFAULT_PORTS, type Ports } from './ports.ts';

const dir = mkdtempSync(join(tmpdir(), 'motus-ports-'));
const CHILD = join(import.meta.dirname, 'test/remember-ports.ts');

/** Runs `rememberedPorts` in a child process, which keeps the ports reserved until it ends. */
async function start(
  file: string,
  chosen: Partial<Ports> = {},
): Promise<{ ports: Ports; messages: string[] }> {
  const child = fork(CHILD, [file, JSON.stringify(chosen)]);
  const [answer] = await once(child, 'message');
  child.disconnect();
  await once(child, 'exit');
  return answer;
}

/** Listens on a port until the test has ended. */
async function occupy(t: TestContext, port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
}

test('uses the same ports at the next start', async () => {
  const file = join(dir, 'same.json');
  const first = await start(file);
  await assertPortsFree(first.ports);
  assert.deepEqual(Object.keys(first.ports).sort(), Object.keys(DEFAULT_PORTS).sort());
  assert.deepEqual(await start(file), first);
  assert.deepEqual(first.messages, []);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('replaces only a port that is in use, logs it, and stores the new one', async (t) => {
  const file = join(dir, 'taken.json');
  const first = await start(file);
  await occupy(t, first.ports['score-store1']);
  const second = await start(file);
  const port = second.ports['score-store1'];
  assert.notEqual(port, first.ports['score-store1']);
  assert.deepEqual(second.ports, { ...first.ports, 'score-store1': port });
  assert.deepEqual(second.messages, [
    `port ${first.ports['score-store1']} is taken: score-store1 has port ${port} from now on`,
  ]);
  assert.deepEqual(await start(file), { ports: second.ports, messages: [] });
});

test('stores a chosen port, and takes it from the name that had it', async () => {
  const file = join(dir, 'chosen.json');
  const { edge } = (await start(join(dir, 'another.json'))).ports;
  assert.equal((await start(file, { edge })).ports.edge, edge);
  assert.equal((await start(file)).ports.edge, edge);
  const { motus1 } = (await start(file)).ports;
  const { ports } = await start(file, { edge: motus1 });
  assert.equal(ports.edge, motus1);
  assert.notEqual(ports.motus1, motus1);
});

test('adds a port for a name that the file does not have', async () => {
  const file = join(dir, 'older.json');
  const { ports } = await start(file);
  const { sentinel3, ...others } = ports;
  writeFileSync(file, JSON.stringify(others));
  const again = await start(file);
  assert.deepEqual(again, { ports: { ...others, sentinel3: again.ports.sentinel3 }, messages: [] });
  assert.ok(again.ports.sentinel3 > 0);
});

test('separates two names with the same port in the file', async () => {
  const file = join(dir, 'twice.json');
  const { ports } = await start(file);
  writeFileSync(file, JSON.stringify({ ...ports, motus2: ports.motus1 }));
  const again = await start(file);
  assert.equal(again.ports.motus1, ports.motus1);
  assert.notEqual(again.ports.motus2, ports.motus1);
});

test('logs that the file is invalid, and replaces it', async () => {
  for (const content of [
    '',
    '{"edge": 31',
    'null',
    '[]',
    '{"edge":"3101"}',
    '{"motus1":0}',
    '{"stats":70000}',
  ]) {
    const file = join(dir, 'broken.json');
    writeFileSync(file, content);
    const { ports, messages } = await start(file);
    assert.match(messages.join(), /^\S+broken.json is not used, other ports are taken: /, content);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), ports);
  }
});
