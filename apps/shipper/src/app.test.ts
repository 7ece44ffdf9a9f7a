import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { createLogger } from '@motus/service';
import { startTestLoki, type TestLoki, until } from '@motus/testing';
import { buildShipper } from './app.ts';
import type { ShipperSettings } from './settings.ts';

/* The shipper in this process, with a folder of log files and a Loki that can be away. */

let dir: string;
let loki: TestLoki;
let shipper: Awaited<ReturnType<typeof buildShipper>> | undefined;
let logged: { message: string; err?: unknown; times?: number }[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'motus-shipper-'));
  loki = await startTestLoki();
  logged = [];
});
afterEach(async () => {
  await shipper?.close();
  await loki.stop();
  rmSync(dir, { recursive: true });
});

async function start(): Promise<void> {
  mkdirSync(join(dir, 'logs'), { recursive: true });
  const logger = createLogger({ service: 'shipper', instance: 'shipper', level: 'silent' });
  const warn = (details: object, message: string) => void logged.push({ ...details, message });
  logger.warn = warn as typeof logger.warn;
  shipper = await buildShipper(
    {
      SYSLOG_LISTEN: join(dir, 'syslog.sock'),
      LOG_DIR: join(dir, 'logs'),
      POSITIONS_FILE: join(dir, 'positions', 'positions.json'),
      LOKI_URL: loki.url,
    } as ShipperSettings,
    logger,
  );
  await shipper.ready();
}

/** The value of a series, by its name and labels. */
async function metricValue(metric: string): Promise<number> {
  const { body = '' } = (await shipper?.inject('/metrics')) ?? {};
  const line = body.split('\n').find((one) => one.startsWith(`${metric} `));
  return Number(line?.slice(metric.length));
}

const store = () => join(dir, 'logs', 'score-store1.log');
const arrived = (text: string) => loki.lines.filter(({ line }) => line.includes(text)).length;

test('lines of files that Loki did not take before the shipper was stopped arrive after its next start', async () => {
  mkdirSync(join(dir, 'positions'));
  await start();
  await writeFile(store(), 'delivered\n');
  await until(() => arrived('delivered') === 1 && existsSync(join(dir, 'positions', 'positions.json')));
  await loki.stop();
  await writeFile(store(), 'delivered\nnot delivered\n');
  await until(async () => (await metricValue('shipped_lines_pending')) === 1);
  await shipper?.close();
  await loki.start();
  await start();
  await until(() => arrived('not delivered') === 1);
});

test('positions that cannot be stored are reported once, and lines are delivered, also the last ones', async () => {
  await start();
  await writeFile(store(), 'one\n');
  await until(() => arrived('one') === 1 && logged.length > 0);
  await writeFile(store(), 'one\ntwo\n');
  await until(() => arrived('two') === 1);
  await writeFile(store(), 'one\ntwo\nthree\n');
  await shipper?.close();
  assert.equal(arrived('three'), 1);
  assert.match(`${logged[0]?.err}`, /ENOENT/);
  assert.deepEqual(
    logged.map(({ message }) => message),
    [
      'the positions of the log files were not stored',
      'the positions of the log files were not stored, again',
    ],
  );
});

test('a syslog message that is too long counts as a dropped line, and is reported', async (t) => {
  await start();
  const dropped = () => metricValue('shipped_lines_dropped_total{reason="too_long"}');
  assert.equal(await dropped(), 0);
  const socket = connect(join(dir, 'syslog.sock'));
  t.after(() => socket.destroy());
  socket.write(`<134>1 - - haproxy1 - - - ${'x'.repeat(100_000)}\n<134>1 - - haproxy1 - - - short\n`);
  await until(() => arrived('short') === 1);
  assert.equal(await dropped(), 1);
  assert.deepEqual(
    logged.map(({ message }) => message),
    ['a syslog message was too long, and was dropped'],
  );
});
