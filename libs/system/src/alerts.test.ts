import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { REPOSITORY } from './folders.ts';

// In Compose, Prometheus itself refuses a wrong file; this says it earlier, where Debian's package prometheus is.
test('the alert rules are valid', async (t) => {
  const rules = join(REPOSITORY, 'deploy/prometheus/alerts.yml');
  try {
    await promisify(execFile)('promtool', ['check', 'rules', '--lint-fatal', rules]);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    t.skip('promtool is not installed');
  }
});
