import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startTestLoki, type TestLoki, until } from '@motus/testing';
import type { Instance } from './instance.ts';
import { shipperInstance } from './shipper.ts';
import { load } from './test/load.ts';
import { ask, startTestRouter, type TestRouter } from './test/test-router.ts';

/*
 * The real HAProxy sends its lines to the real shipper over a Unix socket, as in Compose, while the shipper is restarted, killed
 * and halted. HAProxy 3.0 and 2.6 notice the end of a connection in different ways, so it should be run with both.
 */

let dir: string;
let loki: TestLoki;
let router: TestRouter;
let shipper: Instance;
before(async () => {
  dir = mkdtempSync(join(tmpdir(), 'motus-shipper-restart-'));
  const socket = join(dir, 'syslog.sock');
  loki = await startTestLoki();
  router = await startTestRouter('http://localhost:3101', undefined, socket);
  shipper = shipperInstance({
    node: process.execPath,
    ports: router.ports,
    environment: { LOKI_URL: loki.url },
    socket,
    log: () => undefined,
  });
  await shipper.start();
});
after(async () => {
  await shipper?.stop();
  await router?.stop();
  await loki?.stop();
  rmSync(dir, { recursive: true });
});

/** Waits until Loki has the lines of these requests. */
async function delivered(ids: readonly string[]): Promise<void> {
  let missing = ids.length;
  const isDelivered = () => {
    const known = new Set(loki.lines.map(({ metadata }) => metadata.request_id));
    missing = ids.filter((id) => !known.has(id)).length;
    return missing === 0;
  };
  await until(isDelivered).catch(() => undefined);
  assert.equal(missing, 0, `lines missing at Loki of ${ids.length}`);
}

/**
 * Restarts the shipper while no line is on its way to it, and checks that the lines from its absence and those afterwards
 * arrive. Only by sending a line does HAProxy 3.0 notice that the connection was closed, and then this one is lost.
 */
async function checkRestart(end: () => Promise<void>): Promise<void> {
  const { edge } = router.ports;
  await delivered((await load(edge, 20)).ids);
  await end();
  await ask(edge, '/');
  const { ids: meanwhile } = await load(edge, 300);
  await shipper.start();
  await delivered(meanwhile);
  await delivered((await load(edge, 20)).ids);
}

test('HAProxy connects again to a shipper that was restarted in order, and no line from its absence is lost', async () => {
  for (let i = 0; i < 2; i += 1) await checkRestart(() => shipper.stop());
});

test('HAProxy connects again to a shipper that was killed, and no line from its absence is lost', async () => {
  await checkRestart(async () => {
    shipper.kill('SIGKILL');
    await shipper.untilEnded();
  });
});

test('a shipper that is halted for a while takes all lines of that time', async () => {
  shipper.kill('SIGSTOP');
  const { ids } = await load(router.ports.edge, 600);
  shipper.kill('SIGCONT');
  await delivered(ids);
});
