import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { SystemError } from '@motus/local-system';
import { fail } from '../cli.ts';

/**
 * The `test` script of every package: runs the test files of the current folder, shows the result and writes it to
 * `reports/` as JUnit XML.
 *
 *   node run-package-tests.ts [FOLDER | FILE …] [--report=NAME] [OPTION …]
 *
 * FOLDER: where to look for test files; default: the current folder. FILE: a test file; where one is named, only named
 * files run. NAME: of the report; default: junit. OPTION: any option of `node --test`, as `--test-name-pattern=…`.
 */
try {
  process.exit(await runTests(process.argv.slice(2)));
} catch (error) {
  fail(error);
}

async function runTests(words: readonly string[]): Promise<number> {
  const reportOption = '--report=';
  const report = words.find((word) => word.startsWith(reportOption))?.slice(reportOption.length) ?? 'junit';
  const options = words.filter((word) => word.startsWith('-') && !word.startsWith(reportOption));
  const files = testFiles(words.filter((word) => !word.startsWith('-')));
  mkdirSync('reports', { recursive: true });
  const child = spawn(
    process.execPath,
    [
      '--test',
      '--test-timeout=300000',
      // Not one less, the default of Node.js: tests wait for other processes more than they compute.
      `--test-concurrency=${availableParallelism()}`,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=junit',
      `--test-reporter-destination=reports/${report}.xml`,
      ...options,
      ...files,
    ],
    { stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, 'close');
  return code ?? 1;
}

/** The named files, or the test files of the named folders. */
function testFiles(paths: readonly string[]): string[] {
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined)
    throw new SystemError(`there is no folder and no test file "${missing}" in ${process.cwd()}`);
  const files = paths.filter((path) => statSync(path).isFile());
  if (files.length > 0) return files;
  const folders = paths.length === 0 ? ['.'] : paths;
  const found = folders.flatMap((folder) =>
    globSync('**/*.test.ts', { cwd: folder, exclude: ['**/node_modules', 'dist', 'reports'] }).map((file) =>
      join(folder, file),
    ),
  );
  if (found.length === 0) throw new SystemError(`there is no test file in ${folders.join(', ')}`);
  return found.sort();
}
