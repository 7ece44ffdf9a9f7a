import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

const reports = join(import.meta.dirname, '../../reports/traces');
const traces = () => globSync('failing-page-*', { cwd: reports }).sort();
const remove = () => {
  for (const file of traces()) rmSync(join(reports, file));
};
after(remove);

test('only a failed test leaves a trace and a screenshot of its page, named after its suite and itself', () => {
  remove();
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'failing-page.ts')], {
    env,
    encoding: 'utf8',
  });
  assert.equal(status, 1, stdout);
  const names = ['failing-page-at-desk-size-fails-1', 'failing-page-at-phone-size-fails-1'];
  assert.deepEqual(
    traces(),
    names.flatMap((name) => [`${name}-page-1.png`, `${name}.zip`]),
  );
  for (const name of names) {
    assert.ok(statSync(join(reports, `${name}.zip`)).size > 500);
    assert.match(stdout, new RegExp(`trace: npx playwright-core show-trace --port 0 .*${name}\\.zip`));
  }
});
