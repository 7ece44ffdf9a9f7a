import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensurePrograms, REPOSITORY, SystemError, say } from '@motus/local-system';
import { buildPage, NX, NX_ENVIRONMENT } from '../build.ts';
import { endWhenUnread, fail, onOrphaned } from '../cli.ts';
import { countTests, failedTests, forgetReports } from '../reports.ts';
import { selectTests } from '../select-tests.ts';

/**
 * `npm test`: runs lint, type check, the tests of every package and then of the whole system. Continues after a failure.
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
  // Tests that measure durations or use the whole machine: one file at a time.
  { name: 'e2e-alone', nx: ['run', '@motus/e2e:e2e-alone'], reports: true },
];

/** Makes Nx, whose output is a pipe, use colours if this process's output is a terminal. */
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
    // A stage that failed without a failed test counts as one failure.
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
  // These tests use the built page.
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

/** Lists all failures again at the end of the output. */
function repeatFailures(broken: readonly string[]): void {
  say('');
  for (const name of broken) say(`FAILED  ${name}`);
  for (const test of failedTests()) say(`FAILED  ${test}`);
}

/** Runs a script with this Node.js and shows its output; returns false if it failed. */
async function run(args: readonly string[], cwd: string): Promise<boolean> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...NX_ENVIRONMENT, ...COLOURS },
    // Through this process, which handles a closed output (endWhenUnread).
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
