import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';

/** A process of a service without routes. */
const SERVICE = `
  import { commonSettings, createService, readSettings, runService } from '${import.meta.resolve('./index.ts')}';
  await runService('test', (env) => readSettings(commonSettings, env), async (settings, logger) => {
    if (process.env.BUG) throw new Error('a bug, with Basic c2VjcmV0OnNlY3JldA==');
    return createService({ logger, publicUrl: settings.PUBLIC_URL });
  });`;

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Starts that process; it is killed at the end of the test. */
function start(t: TestContext, env: Record<string, string>) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', SERVICE], {
    cwd: import.meta.dirname,
    env: { INSTANCE: 'test1', DRAIN_MS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const stdout: Record<string, unknown>[] = [];
  const stderr: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => stderr.push(line));
  const isUp = new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      stdout.push(JSON.parse(line));
      if (stdout.at(-1)?.event === 'instance_up') resolve();
    });
    child.once('close', () => reject(new Error(`ended before it was up: ${stderr.join('\n')}`)));
  });
  isUp.catch(() => undefined);
  return { child, isUp, stdout, stderr };
}

test('logs when the instance is up and when it drains, as events', { timeout: 30_000 }, async (t) => {
  const { child, isUp, stdout } = start(t, { PORT: String(await freePort()) });
  await isUp;
  child.kill('SIGTERM');
  await once(child, 'close');
  const events = stdout.filter(({ event }) => event !== undefined);
  assert.deepEqual(
    events.map(({ event, level, service, instance }) => [event, level, service, instance]),
    [
      ['instance_up', 30, 'test', 'test1'],
      ['instance_draining', 30, 'test', 'test1'],
    ],
  );
  assert.match(String(events[0]?.address), /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(events[1]?.signal, 'SIGTERM');
});

test('writes why it could not start to stderr, for people and as a line of JSON without secrets', async (t) => {
  const { child, stderr } = start(t, { BUG: '1', PORT: String(await freePort()) });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.equal(stderr[0], 'Error: a bug, with Basic …');
  const { level, time, service, instance, event, msg } = JSON.parse(stderr.at(-1) ?? '');
  assert.deepEqual([level, service, instance, event], [60, 'test', 'test1', 'instance_failed']);
  assert.ok(Math.abs(Date.now() - time) < 60_000);
  assert.match(msg, /^Error: a bug, with Basic …\n +at /);
});

test('names a port that is taken', async (t) => {
  const other = createServer().listen(0, '127.0.0.1');
  t.after(() => other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { child, stderr } = start(t, { PORT: String(port) });
  await once(child, 'close');
  assert.equal(stderr[0], `port ${port} on 127.0.0.1 is already taken`);
  assert.equal(JSON.parse(stderr[1] ?? '').msg, stderr[0]);
});

test('says of a wrong setting only what is wrong', async (t) => {
  const { child, stderr } = start(t, { PORT: 'x' });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.deepEqual([stderr.length, /^setting PORT is wrong/.test(stderr[0] ?? '')], [1, true]);
});
