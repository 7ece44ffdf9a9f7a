import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { failuresIn } from './reports.ts';

const TESTS = `
  import { describe, test } from 'node:test';
  for (const size of ['phone', 'desk'])
    describe(\`at \${size} size\`, () => {
      test('a "player" wins', () => { throw new Error('1 < 2\\nand more'); });
      test('passes', () => {});
    });
  test('without a suite', () => { throw new Error('no'); });
`;

test('a failed test is listed with its suite, because another suite may have a test of that name', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'motus-reports-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'sizes.test.mjs');
  writeFileSync(file, TESTS);
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=junit', file], {
    env,
    encoding: 'utf8',
  });
  assert.deepEqual(
    failuresIn(stdout).map((line) => line.replace(/\(.*sizes\.test\.mjs/, '(sizes.test.mjs')),
    [
      'at phone size > a "player" wins (sizes.test.mjs: 1 < 2 and more)',
      'at desk size > a "player" wins (sizes.test.mjs: 1 < 2 and more)',
      'without a suite (sizes.test.mjs: no)',
    ],
  );
});
