import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, type Ports, REPOSITORY } from '@motus/local-system';
import { until } from '@motus/testing';
import { sharedBrowser } from '../../src/support/browser.ts';

/** The promise of CONTRIBUTING.md. */
const LIVE_WITHIN_MS = 2000;
/** The limit on a busy machine, as a multiple of the time to load the modules of the services that restart. */
const MODULE_LOADS = 2.5;
/** One of so many tries must be in time. */
const TRIES = 5;

const stateDir = mkdtempSync(join(tmpdir(), 'motus-dev-'));
const browser = sharedBrowser();
let dev: ChildProcess;
let origin: string;
let ports: Ports;
let output = '';

before(async () => {
  const edge = await freePort();
  origin = `http://localhost:${edge}`;
  dev = spawn(process.execPath, [join(REPOSITORY, 'tools/cli/bootstrap.mjs'), 'start', '--dev'], {
    env: { ...process.env, STATE_DIR: stateDir, PORTS: 'free', EDGE_PORT: `${edge}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ready = Promise.withResolvers<void>();
  for (const stream of [dev.stdout, dev.stderr])
    stream?.on('data', (data) => {
      output += data;
      if (output.includes('Motus is ready')) ready.resolve();
    });
  await Promise.race([ready.promise, once(dev, 'exit')]);
  assert.equal(dev.exitCode, null, output.slice(-4000));
  ports = JSON.parse(readFileSync(join(stateDir, 'ports.json'), 'utf8'));
});
after(async () => {
  if (dev.exitCode === null) {
    dev.kill('SIGINT');
    await once(dev, 'exit');
  }
  rmSync(stateDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

/** Replaces a file by a copy of itself, as editors and git do: watchers of the file itself then watch the former one. */
function save(file: string): void {
  const path = join(REPOSITORY, file);
  copyFileSync(path, `${path}.saved`);
  renameSync(`${path}.saved`, path);
}

/** Sends a GET on a new connection, because the process may be restarted meanwhile; undefined without a 200 response. */
async function read(url: string): Promise<string | undefined> {
  try {
    const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
    const text = Buffer.concat(await response.toArray()).toString();
    return response.statusCode === 200 ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The start time of a service's process, in seconds since the Unix epoch; undefined while it is down. */
async function startOf(service: 'auth1' | 'motus1' | 'score1'): Promise<string | undefined> {
  const metrics = await read(`http://127.0.0.1:${ports[service]}/metrics`);
  return /^process_start_time_seconds (.*)$/m.exec(metrics ?? '')?.[1];
}

/** The current limit for a change to be live that restarts so many services at once, in milliseconds. */
async function currentLimitMs(restarted: number): Promise<number> {
  const begin = performance.now();
  const loads = Array.from({ length: restarted }, async () => {
    // Loads all modules, finds no settings and exits.
    const service = spawn(process.execPath, [join(REPOSITORY, 'apps/motus/src/server.ts')], {
      env: { NODE_COMPILE_CACHE: join(REPOSITORY, 'node_modules/.cache/node') },
      stdio: 'ignore',
    });
    assert.deepEqual(await once(service, 'exit'), [1, null]);
  });
  await Promise.all(loads);
  return Math.max(LIVE_WITHIN_MS, MODULE_LOADS * (performance.now() - begin));
}

/** Saves a file up to `TRIES` times, until the change was live within the limit. */
async function assertLive(
  t: TestContext,
  file: string,
  restarted: number,
  isLive: () => Promise<() => Promise<boolean>>,
) {
  const tries: { tookMs: number; limit: number }[] = [];
  const inTime = () => tries.some(({ tookMs, limit }) => tookMs < limit);
  while (tries.length < TRIES && !inTime()) {
    // Start times are in whole seconds.
    await pause(2000);
    const limit = await currentLimitMs(restarted);
    const condition = await isLive();
    const saved = performance.now();
    save(file);
    await until(condition);
    tries.push({ tookMs: performance.now() - saved, limit });
  }
  const seen = tries
    .map(({ tookMs, limit }) => `${tookMs.toFixed(0)} ms (limit ${limit.toFixed(0)})`)
    .join(', ');
  t.diagnostic(`${file} was live after ${seen}`);
  assert.ok(inTime(), `live after ${seen}`);
}

for (const [service, file, path, restarted] of [
  ['motus1', 'apps/motus/src/app.ts', '/api/docs/json', 1],
  ['motus1', 'libs/service/src/health.ts', '/api/docs/json', 3],
  ['score1', 'apps/score/src/ledger/append.lua', '/api/today', 1],
  ['auth1', 'apps/auth/src/pages/style.css', '/auth/jwks', 1],
] as const)
  test(`a saved file of ${service} is live within two seconds, twice in a row: ${file}`, async (t) => {
    const isLive = async () => {
      const before = await startOf(service);
      return async () => {
        const now = await startOf(service);
        return now !== undefined && now !== before && (await read(origin + path)) !== undefined;
      };
    };
    await assertLive(t, file, restarted, isLive);
    await assertLive(t, file, restarted, isLive);
  });

test('a saved file of the page is live within two seconds, twice in a row', async (t) => {
  const page = await browser.open(origin, {});
  await page.goto('/');
  await page.getByRole('region', { name: 'Clavier' }).waitFor();
  const isLive = async () => {
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    return () => page.evaluate(() => !('isOld' in window)).catch(() => false);
  };
  await assertLive(t, 'apps/web/src/main.tsx', 0, isLive);
  await page.getByRole('region', { name: 'Clavier' }).waitFor();
  await assertLive(t, 'apps/web/src/main.tsx', 0, isLive);
  await page.getByRole('region', { name: 'Clavier' }).waitFor();
});
