import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '@motus/testing';
import { Instance } from './instance.ts';

test('the restart delay doubles each time, and is short again after the instance has run for a while', async (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const messages: string[] = [];
  const instance = new Instance(
    {
      name: 'sleeper',
      port: 0,
      launch: {
        command: 'sleep',
        args: ['600'],
        env: process.env,
        cwd: '/',
        stopSignal: 'SIGTERM',
        stopWithin: 1000,
      },
      ready: async () => true,
      readyWithin: 10_000,
    },
    (_name, line) => messages.push(line),
  );
  await instance.start();
  t.after(() => instance.stop());

  for (const [restarts, delay, ranMs] of [
    [1, 250, 0],
    [2, 500, 10_000],
    [3, 250, 10_001],
  ] as const) {
    t.mock.timers.tick(ranMs);
    process.kill(instance.status().pid ?? 0, 'SIGKILL');
    await until(() => instance.status().restarts === restarts && instance.status().state === 'running');
    assert.equal(messages.at(-1), `ended by itself (signal SIGKILL); starting it again in ${delay} ms`);
  }
});
