import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ensurePrograms, REPOSITORY } from '../../libs/system/src/index.ts';
import { NX, NX_ENVIRONMENT } from './build.ts';
import { endWhenUnread, fail, onOrphaned, say } from './cli.ts';
import { countTests, failedTests, forgetReports } from './reports.ts';

/** `npm test`: lint, types, tests of every package, then the system from outside; all of it, also after a failure. */
const STAGES = [
  { name: 'lint', nx: ['run-many', '-t', 'lint'], reports: false },
  { name: 'typecheck', nx: ['run-many', '-t', 'typecheck'], reports: false },
  { name: 'test', nx: ['run-many', '-t', 'test', '--parallel=2'], reports: true },
  { name: 'e2e', nx: ['run', '@motus/e2e:e2e'], reports: true },
  // What judges how long something takes, and what takes all of the machine.
  { name: 'e2e-alone', nx: ['run', '@motus/e2e:e2e-alone'], reports: true },
];

/** What Nx says comes through a pipe, and is to look as on the terminal behind it. */
const COLOURS = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {};

let current: ReturnType<typeof spawn> | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
onOrphaned(stop);
endWhenUnread(stop);

try {
  await ensurePrograms(['haproxy', 'redis-server', 'chromium', 'promtool'], say);
  forgetReports();
  const total = { passed: 0, failed: 0 };
  const broken: string[] = [];
  for (const { name, nx, reports } of STAGES) {
    const before = countTests();
    const succeeded = await run(nx);
    const after = countTests();
    const failed = after.failed - before.failed;
    total.passed += after.passed - before.passed + (succeeded && !reports ? 1 : 0);
    // A stage that broke without a failed test to show for it counts as one.
    total.failed += failed > 0 || succeeded ? failed : 1;
    if (!succeeded) broken.push(name);
  }
  say('');
  // Once more what failed: the lines that said so are far above by now.
  for (const name of broken) say(`FAILED  ${name}`);
  for (const test of failedTests()) say(`FAILED  ${test}`);
  say(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 ? 0 : 1);
} catch (error) {
  fail(error);
}

/** Runs Nx and shows what it says; false when it failed. */
async function run(args: readonly string[]): Promise<boolean> {
  const nx = spawn(process.execPath, [NX, ...args, '--outputStyle=stream'], {
    cwd: REPOSITORY,
    env: { ...NX_ENVIRONMENT, ...COLOURS },
    // By way of this process, which knows what to do when nobody reads any more.
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  current = nx;
  nx.stdout.pipe(process.stdout);
  nx.stderr.pipe(process.stderr);
  const [code] = await once(nx, 'close');
  return code === 0;
}

function stop(): void {
  current?.kill('SIGTERM');
  process.exit(130);
}
