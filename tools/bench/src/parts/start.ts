import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, REPOSITORY } from '@motus/local-system';
import type { Context } from '../context.ts';
import { atMost, type PartResult } from '../result.ts';
import { median } from '../statistics.ts';
import { startOnAllCores } from '../where.ts';

/** How long the target is, and how long one is waited for, in seconds. */
const WANTED = 6;
const PATIENCE = 60;

/** How often the game is asked whether it answers, in milliseconds. */
const ASK_EVERY = 10;

/** From the command of `npm start` to the first answered request, on all cores, each time for the first time. */
export async function measureStart(context: Context): Promise<PartResult> {
  const { options, tell } = context;
  const values: number[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    const seconds = await startOnAllCores(context, startOnce);
    values.push(seconds);
    tell(`${round}/${options.rounds}  npm start: ${seconds.toFixed(2)} s`);
  }
  const answered = values.filter((seconds) => seconds < PATIENCE).length;
  return {
    figures: [{ name: 'npm start to the first answered request', unit: 's', values }],
    targets: [atMost('npm start to the first answered request', WANTED, median(values), 's')],
    checks: [
      {
        what: 'what npm start starts answers',
        passed: answered === values.length,
        detail: `${answered} of ${values.length}`,
      },
    ],
  };
}

/** @returns seconds, up to PATIENCE */
async function startOnce(): Promise<number> {
  const stateDir = await mkdtemp(join(tmpdir(), 'motus-bench-start-'));
  const port = await freePort();
  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1000;
  const child = spawn(process.execPath, ['tools/cli/bootstrap.mjs', 'start'], {
    cwd: REPOSITORY,
    stdio: 'ignore',
    env: {
      ...process.env,
      PUBLIC_URL: '',
      EDGE_PORT: `${port}`,
      PORTS: 'free',
      STATE_DIR: stateDir,
      // Nobody uses it when it ends.
      DRAIN_MS: '0',
    },
  });
  const ended = once(child, 'exit');
  try {
    while (elapsed() < PATIENCE && child.exitCode === null && !(await answers(`http://127.0.0.1:${port}/`)))
      await pause(ASK_EVERY);
    return child.exitCode === null ? elapsed() : PATIENCE;
  } finally {
    child.kill('SIGTERM');
    await ended;
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** On a connection of its own: nothing stays open that would hold up the end. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false }, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode === 200));
    });
    request.once('error', () => resolve(false));
  });
}
