import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DEFAULT_PORTS, type System } from '@motus/local-system';
import { instanceHandler } from './instance-handler.ts';

const dir = mkdtempSync(join(tmpdir(), 'motus-control-'));
const stateDir = join(dir, 'où est le jeu '.repeat(14));
// Must be set before the modules are loaded.
process.env.STATE_DIR = stateDir;
const { ask, askPorts, isRunning, serveControl } = await import('./control.ts');
const { makeStateDir } = await import('./state.ts');
after(() => rmSync(dir, { recursive: true }));

/** A system that can be listed and asked for its ports. */
const system = {
  ports: { ...DEFAULT_PORTS, edge: 4101 },
  list: () => [{ name: 'motus1', port: 3021, state: 'running', restarts: 0 }],
} as unknown as System;

test('the control socket works in a folder whose path is too long for a socket', async (t) => {
  assert.ok(stateDir.length > 200);
  const cwd = process.cwd();
  assert.equal(await isRunning(), false);
  makeStateDir();
  assert.equal(await isRunning(), false);
  const server = await serveControl(instanceHandler(system));
  t.after(() => server.close());
  assert.equal(await isRunning(), true);
  assert.equal(process.cwd(), cwd);
  assert.equal(statSync(join(stateDir, 'control.sock')).mode & 0o777, 0o600);

  await t.test('other commands get the ports of the running game', async () => {
    assert.deepEqual(await askPorts(), system.ports);
  });

  await t.test('an unknown request is refused with the usage', async () => {
    await assert.rejects(ask(['dance']).next(), { name: 'SystemError', message: /^usage: npm run instance/ });
  });

  await t.test('a sender that leaves its answer unread ends nothing but its request', async () => {
    process.chdir(stateDir);
    const sender = connect('control.sock').pause();
    process.chdir(cwd);
    const [accepted] = (await once(server, 'connection')) as [Socket];
    const closed = new Promise((resolve) => accepted.once('close', resolve));
    sender.write('["list"]\n');
    await once(accepted, 'finish');
    // Unread data makes the kernel answer with a reset instead of an end.
    sender.destroy();
    await closed;
    assert.deepEqual(await askPorts(), system.ports);
  });

  await t.test('a closed output is no error', async () => {
    for (const [isRead, expected] of [
      [false, 141],
      [true, 0],
    ] as const) {
      const command = spawn(process.execPath, [join(import.meta.dirname, 'commands/instance.ts'), 'list'], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [command.stdout, command.stderr]) {
        if (isRead) stream.resume();
        else stream.destroy();
      }
      assert.deepEqual(await once(command, 'exit'), [expected, null]);
    }
  });
});
