import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort, REPOSITORY } from '@motus/local-system';
import { beginPhase, type Context } from '../context.ts';
import { atMost, type PartResult } from '../result.ts';
import { startOnAllCores } from '../start-on-cores.ts';
import { median } from '../statistics.ts';

const TARGET_S = 6;
const TIMEOUT_S = 60;

const POLL_INTERVAL_MS = 10;

/** Time from the command of `npm start` to the first answered request, on all cores, each time in a new state folder. */
export async function measureStart(context: Context): Promise<PartResult> {
  const { options, log } = context;
  const values: number[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    beginPhase(context, 'npm start');
    const seconds = await startOnAllCores(context, startOnce);
    values.push(seconds);
    log(`${round}/${options.rounds}  npm start: ${seconds.toFixed(2)} s`);
  }
  const answered = values.filter((seconds) => seconds < TIMEOUT_S).length;
  return {
    figures: [{ name: 'npm start to the first answered request', unit: 's', values }],
    targets: [atMost('npm start to the first answered request', TARGET_S, median(values), 's')],
    checks: [
      {
        what: 'what npm start starts answers',
        passed: answered === values.length,
        detail: `${answered} of ${values.length}`,
      },
    ],
  };
}

/** @returns seconds, at most TIMEOUT_S */
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
      // No request is in flight when it stops.
      DRAIN_MS: '0',
    },
  });
  const ended = once(child, 'exit');
  try {
    while (elapsed() < TIMEOUT_S && child.exitCode === null && !(await answers(`http://127.0.0.1:${port}/`)))
      await pause(POLL_INTERVAL_MS);
    return child.exitCode === null ? elapsed() : TIMEOUT_S;
  } finally {
    child.kill('SIGTERM');
    await ended;
    await rm(stateDir, { recursive: true, force: true });
  }
}

/** Uses a new connection each time, because an open one would delay the shutdown. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false }, (response) => {
      response.resume();
      response.once('close', () => resolve(response.statusCode === 200));
    });
    request.once('error', () => resolve(false));
  });
}
