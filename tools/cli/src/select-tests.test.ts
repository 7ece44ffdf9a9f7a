import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasTest, selectTests } from './select-tests.ts';

test('a package is selected by its folder, by the end of it and by its name', () => {
  const expected = [{ folder: 'libs/game', script: 'test', args: ['.'] }];
  for (const name of ['libs/game', 'game', '@motus/game']) assert.deepEqual(selectTests(name), expected);
});

test('the system tests are selected without those that need Docker', () => {
  const runs = selectTests('e2e');
  assert.deepEqual(
    runs.map(({ script }) => script),
    ['e2e', 'e2e-alone'],
  );
  assert.ok(runs[1]?.args.includes('--test-concurrency=1'));
  assert.ok(runs[1]?.args.includes('--report=junit-alone'));
});

test('a file is selected by its name, with and without ending, and by the end of its path', () => {
  for (const name of ['select-tests', 'select-tests.test.ts', 'src/select-tests.test.ts']) {
    const [run, ...more] = selectTests(name);
    assert.deepEqual(more, []);
    assert.match(run?.args.at(-1) ?? '', /select-tests\.test\.ts$/);
  }
});

test('a test is selected by a part of its name, in any case', () => {
  const [run, ...more] = selectTests('A TEST IS SELECTED BY A PART');
  assert.deepEqual(more, []);
  assert.match(run?.args.at(-1) ?? '', /select-tests\.test\.ts$/);
  assert.ok(run?.args.includes('--test-name-pattern=/A TEST IS SELECTED BY A PART/i'));
});

test('a name that is written with a placeholder is found as it is reported', () => {
  const source = `test(\`\${word} is refused\`, () => {});\nawait t.test("the other", {});`;
  assert.ok(hasTest(source, 'SELFIE is refused'));
  assert.ok(hasTest(source, 'the oth'));
  assert.ok(!hasTest(source, 'SELFIE is taken'));
});

test('a name that matches nothing is an error that says so', () => {
  // Not written as one text: this very file would match.
  const name = ['no such', 'thing'].join(' ');
  assert.throws(() => selectTests(name), /no package, no test file and no test is called "no such thing"/);
});

test('the runner of a package hands its options to Node.js and writes a report', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'motus-tests-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'src'));
  const source = `import { test } from 'node:test';\ntest('one', () => {});\ntest('two', () => {});\n`;
  writeFileSync(join(folder, 'src/some.test.ts'), source);
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'commands/run-package-tests.ts'), ...words], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
  assert.equal(run('--test-name-pattern=two').status, 0);
  assert.match(readFileSync(join(folder, 'reports/junit.xml'), 'utf8'), /^(?!.*"one").*"two"/s);
  const missing = run('src/other.test.ts');
  assert.equal(missing.status, 1);
  assert.match(missing.stderr, /there is no folder and no test file "src\/other\.test\.ts"/);
});
