import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensurePrograms, REPOSITORY, SystemError } from '../../libs/system/src/index.ts';
import { buildPage, NX, NX_ENVIRONMENT } from './build.ts';
import { endWhenUnread, fail, onOrphaned, say } from './cli.ts';
import { countTests, failedTests, forgetReports } from './reports.ts';
import { selectTests } from './select-tests.ts';

/**
 * `npm test`: lint, types, tests of every package, then the system from outside; all of it, also after a failure.
 *
 *   npm test -- [--only NAME] [OPTION …]
 *
 * NAME: a package, a test file, or a part of a test's name; then nothing else runs. OPTION: any option of `node --test`,
 * handed to each package's runner, as `--test-name-pattern=…`.
 */
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
  const { only, options } = readWords(process.argv.slice(2));
  const total = only === undefined ? await runAll(options) : await runOnly(only, options);
  say(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed === 0 ? 0 : 1);
} catch (error) {
  fail(error);
}

function readWords(words: readonly string[]): { only: string | undefined; options: string[] } {
  const options = [...words];
  const at = options.indexOf('--only');
  const [, only = ''] = at < 0 ? [] : options.splice(at, 2);
  const stray = options.find((word) => !word.startsWith('-'));
  if (stray !== undefined || (at >= 0 && (only === '' || only.startsWith('-'))))
    throw new SystemError(
      'usage: npm test -- [--only NAME] [OPTION …], with a package, a test file or a test as NAME, and options of node --test',
    );
  return { only: at < 0 ? undefined : only, options };
}

async function runAll(options: readonly string[]): Promise<{ passed: number; failed: number }> {
  await ensurePrograms(['haproxy', 'redis-server', 'chromium', 'promtool'], say);
  forgetReports();
  const total = { passed: 0, failed: 0 };
  const broken: string[] = [];
  for (const { name, nx, reports } of STAGES) {
    const before = countTests();
    const forwarded = reports && options.length > 0 ? ['--', ...options] : [];
    const succeeded = await run([NX, ...nx, '--outputStyle=stream', ...forwarded], REPOSITORY);
    const after = countTests();
    const failed = after.failed - before.failed;
    total.passed += after.passed - before.passed + (succeeded && !reports ? 1 : 0);
    // A stage that broke without a failed test to show for it counts as one.
    total.failed += failed > 0 || succeeded ? failed : 1;
    if (!succeeded) broken.push(name);
  }
  repeatFailures(broken);
  return total;
}

async function runOnly(
  name: string,
  options: readonly string[],
): Promise<{ passed: number; failed: number }> {
  const runs = selectTests(name);
  forgetReports();
  // Its tests open the page that motus serves, which is the built one.
  if (runs.some(({ script }) => script.startsWith('e2e'))) await buildPage();
  const runner = join(import.meta.dirname, 'run-package-tests.ts');
  const broken: string[] = [];
  for (const { folder, args } of runs) {
    if (!(await run([runner, ...args, ...options], join(REPOSITORY, folder)))) broken.push(folder);
  }
  const { passed, failed } = countTests();
  if (passed + failed === 0 && broken.length === 0) throw new SystemError(`no test of "${name}" was run`);
  repeatFailures(broken);
  return { passed, failed: Math.max(failed, broken.length) };
}

/** Says at the end what failed: the lines that said so are far above by now. */
function repeatFailures(broken: readonly string[]): void {
  say('');
  for (const name of broken) say(`FAILED  ${name}`);
  for (const test of failedTests()) say(`FAILED  ${test}`);
}

/** Runs a script with this Node.js and shows what it says; false when it failed. */
async function run(args: readonly string[], cwd: string): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...NX_ENVIRONMENT, ...COLOURS },
    // By way of this process, which knows what to do when nobody reads any more.
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  current = child;
  child.stdout.pipe(process.stdout);
  child.stderr.pipe(process.stderr);
  const [code] = await once(child, 'close');
  return code === 0;
}

function stop(): void {
  current?.kill('SIGTERM');
  process.exit(130);
}
